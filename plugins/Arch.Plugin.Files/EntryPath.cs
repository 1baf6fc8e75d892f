using Arch.Sdk;

namespace Arch.Plugin.Files;

/// <summary>Paths of things that are themselves removed or moved.</summary>
internal static class EntryPath
{
    /// <summary>
    /// Resolves a file, folder or link that is taken out of its folder: the folder must be writable too, so that no root
    /// itself can be removed, and of a link it is the link that goes.
    /// </summary>
    public static string Resolve(IFileAccess files, string path)
    {
        files.Resolve(path, FileIntent.Write);
        var trimmed = path.TrimEnd('/', Path.DirectorySeparatorChar);
        var name = Path.GetFileName(trimmed);
        if (name is "" or "." or "..")
        {
            throw FileFailures.Input($"The path '{path}' does not end in a name.");
        }

        var folder = Path.GetDirectoryName(trimmed);
        return Path.Combine(files.Resolve(string.IsNullOrEmpty(folder) ? "." : folder, FileIntent.Write), name);
    }
}
