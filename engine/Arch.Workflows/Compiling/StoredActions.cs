using Arch.Workflows.Catalog;

namespace Arch.Workflows.Compiling;

/// <summary>The actions of a stored definition.</summary>
internal sealed class StoredActions(IEnumerable<SourceText> sources) : IActionFiles
{
    private readonly Dictionary<string, SourceText> _byPath = sources.ToDictionary(
        source => source.File,
        StringComparer.Ordinal);

    public ActionFile Read(string workflowFile, string path) => new(_byPath.GetValueOrDefault(path));
}
