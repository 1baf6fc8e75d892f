using System.Text.Json.Nodes;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugin.Process;

/// <summary>The failures of programs in the plugin's own codes.</summary>
internal static class ProcessFailures
{
    private const int MostOfAnOutput = 2000;

    public static StepException Input(string message) => new("process_input", message);

    public static StepException ExitCode(string program, ProcessResult result, IReadOnlyList<int> expected) => new(
        "process_exit_code", $"'{program}' ended with exit code {result.ExitCode}; expected was {string.Join(", ", expected)}.")
    {
        Status = result.ExitCode,
        Details = new JsonObject
        {
            ["exit_code"] = result.ExitCode,
            ["stdout"] = End(result.Output),
            ["stderr"] = End(result.Error),
        },
    };

    public static StepException Timeout(string program, TimeSpan timeout, Exception cause) => new(
        "process_timeout", $"'{program}' did not end within the timeout of {timeout.TotalSeconds:0.###} s, and was ended with all that it started.", cause)
    {
        Retryable = true,
    };

    public static StepException NotJson(string program, string reason, Exception? cause) =>
        new("process_output", $"'{program}' wrote something that is not JSON, but output is 'json': {reason}", cause);

    // What went wrong stands at the end, as a rule.
    private static string End(string text) => text.Length <= MostOfAnOutput ? text : "…" + text[^MostOfAnOutput..];
}
