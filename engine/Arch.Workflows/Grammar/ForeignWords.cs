namespace Arch.Workflows.Grammar;

/// <summary>Words of other workflow languages, with what Arch says instead.</summary>
internal static class ForeignWords
{
    private static readonly Dictionary<string, string> Hints = new(StringComparer.OrdinalIgnoreCase)
    {
        ["args"] = "Inputs of a step are 'with'.",
        ["branches"] = "Branches stand right under 'parallel'.",
        ["condition"] = "The condition of a step is 'when'.",
        ["continue-on-error"] = "Use 'on_error: continue'.",
        ["cron"] = "A cron schedule is 'schedule'.",
        ["depends_on"] = "Inside of a 'graph' use 'needs'.",
        ["dependsOn"] = "Inside of a 'graph' use 'needs'.",
        ["environment"] = "Environment variables are 'env'.",
        ["foreach"] = "Use 'for: {each: …}' with 'do'.",
        ["input"] = "Inputs of a workflow are 'inputs', those of a step 'with'.",
        ["jobs"] = "A workflow has 'steps'; parallel work is 'parallel' or 'graph'.",
        ["on"] = "What starts a workflow is 'triggers'.",
        ["on_failure"] = "Errors are handled by 'try' with 'catch'.",
        ["parameters"] = "Inputs of a step are 'with'.",
        ["params"] = "Inputs of a step are 'with'.",
        ["retries"] = "Use 'retry: {attempts: …}'.",
        ["sleep"] = "Use 'wait: {for: …}'.",
        ["strategy"] = "Use 'for' with 'concurrency', or 'parallel'.",
        ["tasks"] = "A workflow has 'steps'.",
        ["time_zone"] = "The time zone is 'tz'.",
        ["timeout-minutes"] = "Use 'timeout', such as 'timeout: 10m'.",
        ["timezone"] = "The time zone is 'tz'.",
        ["type"] = "A step type is named by 'uses'.",
        ["variables"] = "Variables are 'vars'.",
        ["while"] = "Use 'repeat: {while: …, max: …}' with 'do'.",
    };

    public static string? Hint(string word) => Hints.GetValueOrDefault(word);
}
