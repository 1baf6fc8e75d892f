using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Editing;

/// <summary>Makes the outline of a file.</summary>
internal static class OutlineMaker
{
    public static IReadOnlyList<OutlineEntry> Make(FileAnalysis file) =>
        [.. file.File.Documents.OfType<YamlMapping>().Select(root => Document(file, root))];

    private static OutlineEntry Document(FileAnalysis file, YamlMapping root)
    {
        var steps = file.Insight.Documents.GetValueOrDefault(root)?.Steps;
        var children = steps is null
            ? []
            : Children(file, steps, steps.ByNode.Where(step => step.Value.Parent is null)).ToList();
        return Entry(file, root, DocumentKind.Of(root), children);
    }

    // The nesting is bounded by the depth of files.
    private static IEnumerable<OutlineEntry> Children(
        FileAnalysis file,
        StepIndex steps,
        IEnumerable<KeyValuePair<YamlNode, StepPosition>> level) =>
        level.OrderBy(step => step.Key.Start).Select(step => Entry(
            file,
            (YamlMapping)step.Key,
            step.Value.Verb,
            [.. Children(file, steps, steps.ByNode.Where(other => other.Value.Parent == step.Value))]));

    private static OutlineEntry Entry(FileAnalysis file, YamlMapping node, string detail, IReadOnlyList<OutlineEntry> children)
    {
        var id = node.Find("id")?.Value as YamlScalar;
        return new(
            string.IsNullOrEmpty(id?.Text) ? detail : id.Text,
            detail,
            file.RangeOf(node),
            id is null ? file.RangeOf(node) : file.RangeOf(id),
            children);
    }
}
