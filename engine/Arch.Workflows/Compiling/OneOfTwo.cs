using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Checks keys that may stand in the value of a verb or beside it: one of the two would say nothing.</summary>
internal static class OneOfTwo
{
    /// <summary>Reports a key that stands in both places.</summary>
    /// <param name="document">The document.</param>
    /// <param name="site">The step.</param>
    /// <param name="inside">The value of the verb.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="key">The key.</param>
    public static void Check(DocumentScope document, StepSite site, YamlMapping inside, string verb, string key)
    {
        if (site.Step.Find(key) is { } beside && inside.Find(key) is not null)
        {
            document.Context.Error(
                beside.Key,
                "ARCH1000",
                $"step '{site.Id}' has '{key}' twice: in '{verb}' and beside it.",
                "Keep one of the two.");
        }
    }
}
