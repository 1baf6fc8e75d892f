namespace Arch.Workflows.Compiling;

/// <summary>Paths of actions from the folder of the workflow.</summary>
internal static class ActionPath
{
    /// <summary>
    /// Joins the folder of a file and a path in it, and takes <c>.</c> and <c>..</c> out where it can.
    /// </summary>
    /// <param name="folder">The folder, empty or with a <c>/</c> at its end.</param>
    /// <param name="path">The path as written, such as <c>./notify</c>.</param>
    public static string Join(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in (folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>Gives the folder of a path, empty or with a <c>/</c> at its end.</summary>
    public static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
