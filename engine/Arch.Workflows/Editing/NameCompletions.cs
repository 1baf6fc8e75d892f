using Arch.Workflows.Checking;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>Names of the document where it is not the grammar that lists them: needs, variables, cases.</summary>
internal sealed class NameCompletions(FileAnalysis file, TextRange word)
{
    /// <summary>Gives names that can be keys.</summary>
    public IEnumerable<Completion> Keys(TreeSpot spot, HashSet<string> taken) => spot.At.Entry?.Name switch
    {
        "set" when spot.At.Parent?.Rule is StepRule => Variables(spot).Where(name => !taken.Contains(name)).Select(name => Name(name, CompletionKind.Name, ": ")),
        "needs" when spot.At.Parent?.Rule is StepRule => Needs(spot).Where(name => !taken.Contains(name)).Select(name => Name(name, CompletionKind.Step, ": ")),
        _ => [],
    };

    /// <summary>Gives names that can be values.</summary>
    public IEnumerable<Completion> Values(TreeSpot spot) =>
        spot.At.Entry?.Name == "needs" && spot.At.SelfAndParents().Any(node => node.Rule is StepRule)
            ? Needs(spot).Select(name => Name(name, CompletionKind.Step, ""))
            : [];

    private Completion Name(string name, CompletionKind kind, string behind) => new(name, kind, new(word, name + behind));

    private static IEnumerable<string> Variables(TreeSpot spot) =>
        ((spot.At.SelfAndParents().Last().Node as YamlMapping)?.Find("vars")?.Value as YamlMapping)?.Entries.Select(entry => entry.Name) ?? [];

    private IEnumerable<string> Needs(TreeSpot spot)
    {
        var steps = file.InsightOf(spot.At)?.Steps;
        var step = spot.At.Step?.Node;
        return steps is not null && step is not null && steps.Find(step) is { } here
            ? steps.ByNode.Values
                .Where(other => other.Parent == here.Parent && other.Region == here.Region && other != here && other.Id.Length > 0)
                .Select(other => other.Id)
            : [];
    }
}
