namespace Arch.Plugins.Files;

internal static class FolderPaths
{
    // Names differ by case alone only where the file system says so; taking them as equal on Windows is right there.
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether a full path is a folder or lies below it; both must be free of links, <c>..</c> and a separator at the end.</summary>
    public static bool IsIn(string path, string folder)
    {
        var parent = Path.TrimEndingDirectorySeparator(folder);
        return path.StartsWith(parent, Comparison)
            && (path.Length == parent.Length
                || Path.EndsInDirectorySeparator(parent)
                || path[parent.Length] == Path.DirectorySeparatorChar);
    }
}
