namespace Arch.Workflows.Catalog;

/// <summary>Reads action files from disk, and none outside of one folder.</summary>
/// <remarks>Tries the path itself, then with <c>.yaml</c>, <c>.yml</c> and <c>/action.yaml</c> added.</remarks>
public sealed class ActionFolder : IActionFiles
{
    private static readonly string[] Endings = ["", ".yaml", ".yml", "/action.yaml"];

    private readonly string _root;

    /// <summary>Creates the port.</summary>
    /// <param name="root">The folder that everything must lie in, links resolved by the file system as usual.</param>
    public ActionFolder(string root) =>
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar;

    /// <inheritdoc/>
    public SourceText? Read(string workflowFile, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(workflowFile)) ?? _root;
        var shownFolder = Path.GetDirectoryName(workflowFile) ?? "";
        foreach (var ending in Endings)
        {
            var full = Path.GetFullPath(Path.Combine(folder, path + ending));
            if (full.StartsWith(_root, StringComparison.Ordinal) && File.Exists(full))
            {
                return SourceText.Decode(Path.Combine(shownFolder, path + ending), File.ReadAllBytes(full));
            }
        }

        return null;
    }
}
