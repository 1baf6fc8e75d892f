namespace Arch.Workflows.Files;

/// <summary>
/// Follows a path part by part as the system does: a link is replaced by what it points to before <c>..</c> is applied to it.
/// </summary>
public static class LinkResolution
{
    private const int MostLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Gives the path without links, <c>.</c> and <c>..</c>. Parts that do not exist are kept as they are.</summary>
    /// <param name="path">A rooted path.</param>
    /// <returns>The path.</returns>
    /// <exception cref="IOException">There are more than 40 links, as in a loop.</exception>
    public static string Resolve(string path)
    {
        var current = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        Push(rest, path[current.Length..]);
        var links = 0;
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, part);
            if (LinkTarget(next) is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"it leads through more than {MostLinks} links");
            }

            if (Path.GetPathRoot(target) is { Length: > 0 } root)
            {
                current = root;
                target = target[root.Length..];
            }

            Push(rest, target);
        }

        return current;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (var part in path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
            {
                rest.Push(part);
            }
        }
    }

    // A link to a folder is seen as a file here and that is fine: only its own target is asked for.
    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget;
}
