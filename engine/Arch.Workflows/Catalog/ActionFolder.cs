using Arch.Workflows.Reading;

namespace Arch.Workflows.Catalog;

/// <summary>Reads action files from disk, and none outside of one folder.</summary>
/// <remarks>Tries the path itself, then with <c>.yaml</c>, <c>.yml</c> and <c>/action.yaml</c> added.</remarks>
public sealed class ActionFolder : IActionFiles
{
    private static readonly string[] Endings = ["", ".yaml", ".yml", "/action.yaml"];

    private const int MostBytes = 4 * YamlLimits.FileBytes;

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
                return Load(full, Path.Combine(shownFolder, path + ending));
            }
        }

        return null;
    }

    private static SourceText? Load(string full, string shown)
    {
        try
        {
            // A little more than the compiler accepts is enough for it to say that there is too much.
            using var file = File.OpenRead(full);
            var bytes = new byte[(int)Math.Min(file.Length, MostBytes)];
            file.ReadExactly(bytes);
            return SourceText.Decode(shown, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
