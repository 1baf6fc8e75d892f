namespace Benchmarks;

/// <summary>The source tree that the benchmarks were built in.</summary>
internal static class SourceTree
{
    /// <summary>Gets its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>Gets the built program.</summary>
    public static string Program { get; } = Path.Combine(
        Root,
        "artifacts/bin/Arch.Host",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "arch");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Arch.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Arch.sln above '{AppContext.BaseDirectory}'. Run it in the source tree.");
    }
}
