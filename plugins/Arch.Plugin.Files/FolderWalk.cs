using Arch.Sdk;

namespace Arch.Plugin.Files;

/// <summary>Walks folders; leaves out what steps may not touch, and never walks through a link.</summary>
internal static class FolderWalk
{
    public static IEnumerable<FileSystemInfo> Entries(string folder, bool deep, IFileAccess files, FileIntent intent)
    {
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out var current))
        {
            foreach (var entry in new DirectoryInfo(current).EnumerateFileSystemInfos())
            {
                if (!IsAllowed(entry.FullName, files, intent))
                {
                    continue;
                }

                yield return entry;
                if (deep && entry is DirectoryInfo && entry.LinkTarget is null)
                {
                    pending.Push(entry.FullName);
                }
            }
        }
    }

    /// <summary>Tells whether something below a folder may not be written, so that the folder cannot go as a whole.</summary>
    public static bool HoldsForbidden(string folder, IFileAccess files)
    {
        // A link goes as a link: where it points to does not matter.
        return new DirectoryInfo(folder)
            .EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Any(entry => !IsAllowed(entry.FullName, files, FileIntent.Write));
    }

    private static bool IsAllowed(string path, IFileAccess files, FileIntent intent)
    {
        try
        {
            files.Resolve(path, intent);
            return true;
        }
        catch (StepException)
        {
            return false; // the policy says no by throwing
        }
    }
}
