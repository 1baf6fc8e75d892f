namespace Arch.Workflows.Files;

/// <summary>Compares paths.</summary>
public static class FolderPaths
{
    // Names differ by case alone only where the file system says so; taking them as equal on Windows is right there.
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Gets whether a full path is a folder or lies below it.</summary>
    /// <param name="path">A path without links, <c>..</c> and a separator at the end.</param>
    /// <param name="folder">Another such path.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsIn(string path, string folder)
    {
        var parent = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(parent, Comparison)
            && (path.Length == parent.Length
                || Path.EndsInDirectorySeparator(parent)
                || path[parent.Length] == Path.DirectorySeparatorChar);
    }
}
