namespace Arch.Plugins.Packages;

/// <summary>Which paths inside of a package may become files.</summary>
internal static class PackagePaths
{
    private const int MostCharacters = 240;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "conin$", "conout$", "clock$",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "com¹", "com²", "com³",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³",
    };

    /// <summary>Says what is wrong with a path; <see langword="null"/> when nothing is. The same on every system.</summary>
    public static string? Fault(string path)
    {
        if (path.Length is 0 or > MostCharacters)
        {
            return $"has {path.Length} characters; 1 to {MostCharacters} are taken";
        }

        if (path.Any(c => char.IsControl(c) || c is '<' or '>' or '"' or '|' or '?' or '*'))
        {
            return "has a character that is not allowed in names of files";
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            return "has a backslash";
        }

        if (path[0] == '/' || path.Contains(':', StringComparison.Ordinal))
        {
            return "is absolute";
        }

        return path.Split('/').Select(SegmentFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? SegmentFault(string segment) => segment switch
    {
        "" => "has an empty part",
        "." or ".." => "leads out of its folder",
        _ when segment[^1] is '.' or ' ' => "has a part that ends with a dot or a blank",
        _ when Devices.Contains(segment.Split('.')[0].TrimEnd(' ')) => "is the name of a device",
        _ => null,
    };
}
