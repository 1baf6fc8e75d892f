using Arch.Workflows.Files;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Catalog;

/// <summary>Reads action files from disk, and none outside of one folder.</summary>
/// <remarks>
/// Tries the path itself, then with <c>.yaml</c>, <c>.yml</c> and <c>/action.yaml</c> added. Links are followed before a path is
/// compared with the folder, so that none leads out; whoever can put links into the folder while a file is read must be trusted.
/// </remarks>
public sealed class ActionFolder : IActionFiles
{
    private static readonly string[] Endings = ["", ".yaml", ".yml", "/action.yaml"];

    private const int MostBytes = 4 * YamlLimits.FileBytes;

    private readonly string _root;

    /// <summary>Creates the port.</summary>
    /// <param name="root">The folder that everything must lie in; it may be a link itself.</param>
    public ActionFolder(string root) => _root = LinkResolution.Resolve(Path.GetFullPath(root));

    /// <inheritdoc/>
    public ActionFile Read(string workflowFile, string path)
    {
        var folder = Path.GetDirectoryName(FullPathOf(workflowFile)) ?? _root;
        var shownFolder = Path.GetDirectoryName(workflowFile) ?? "";
        try
        {
            foreach (var ending in Endings)
            {
                var full = LinkResolution.Resolve(Path.Combine(folder, path + ending));
                if (!FolderPaths.IsIn(full, _root))
                {
                    return ActionFile.Refused(
                        FolderPaths.IsIn(Path.GetFullPath(Path.Combine(folder, path)), folder)
                            ? "is reached through a link that leads out of the project's folder"
                            : "lies outside of the project's folder");
                }

                if (File.Exists(full))
                {
                    return new(Load(full, Path.Combine(shownFolder, path + ending)));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ActionFile.Refused($"cannot be read: {exception.Message}");
        }

        return ActionFile.Missing;
    }

    // A workflow that was found by its name is shown from the folder of the project, wherever the user works.
    private string FullPathOf(string workflowFile)
    {
        var full = Path.GetFullPath(workflowFile);
        var inRoot = Path.Combine(_root, workflowFile);
        return !File.Exists(full) && File.Exists(inRoot) ? inRoot : full;
    }

    private static SourceText Load(string full, string shown)
    {
        // A little more than the compiler accepts is enough for it to say that there is too much.
        using var file = File.OpenRead(full);
        var bytes = new byte[(int)Math.Min(file.Length, MostBytes)];
        file.ReadExactly(bytes);
        return SourceText.Decode(shown, bytes);
    }
}
