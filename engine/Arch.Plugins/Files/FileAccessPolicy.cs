using Arch.Sdk;
using Arch.Workflows.Files;

namespace Arch.Plugins.Files;

/// <summary>Holds steps to the folders that the host's settings allow. Immutable.</summary>
/// <remarks>
/// Links are followed before a path is compared, so that none leads out. What another process changes between the check and
/// the use is not seen: whoever can put links into a root must be trusted.
/// </remarks>
public sealed class FileAccessPolicy : IFileAccess
{
    private readonly string _workingFolder;
    private readonly string[] _readRoots;
    private readonly string[] _writeRoots;
    private readonly string[] _denied;

    /// <summary>Creates a policy. Relative folders count from the working folder.</summary>
    /// <param name="workingFolder">The folder that relative paths of workflows count from. It is allowed only if it lies in a root.</param>
    /// <param name="readRoots">The folders below which steps may read; those of <paramref name="writeRoots"/> need not be repeated.</param>
    /// <param name="writeRoots">The folders below which steps may create, change and delete.</param>
    /// <param name="deniedFolders">Folders that steps may not touch although they lie in a root, such as those of plugins and settings.</param>
    public FileAccessPolicy(
        string workingFolder,
        IEnumerable<string> readRoots,
        IEnumerable<string> writeRoots,
        IEnumerable<string> deniedFolders)
    {
        _workingFolder = LinkResolution.Resolve(Path.GetFullPath(workingFolder));
        _writeRoots = Resolve(writeRoots);
        _readRoots = [.. Resolve(readRoots), .. _writeRoots];
        _denied = Resolve(deniedFolders);
    }

    /// <inheritdoc/>
    public string Resolve(string path, FileIntent intent)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new StepException("ARCH4202", $"The path '{path.Replace("\0", "\\0", StringComparison.Ordinal)}' is not a path.");
        }

        string full;
        try
        {
            full = LinkResolution.Resolve(Path.Combine(_workingFolder, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StepException("ARCH4202", $"The path '{path}' cannot be followed: {e.Message}", e);
        }

        var roots = intent == FileIntent.Read ? _readRoots : _writeRoots;
        if (!Array.Exists(roots, root => FolderPaths.IsIn(full, root)))
        {
            var verb = intent == FileIntent.Read ? "read" : "written";
            var allowed = roots.Length == 0 ? "none is allowed" : $"allowed are the files below {string.Join(", ", roots.Select(root => $"'{root}'"))}";
            throw new StepException(
                "ARCH4201", $"The file '{path}' (that is '{full}') may not be {verb}: {allowed}. Add its folder to the host's settings.");
        }

        if (Array.Find(_denied, folder => FolderPaths.IsIn(full, folder)) is { } denied)
        {
            throw new StepException("ARCH4201", $"The file '{path}' may not be used: the folder '{denied}' is kept from steps.");
        }

        return full;
    }

    /// <inheritdoc/>
    public string Display(string fullPath)
    {
        var shown = FolderPaths.IsIn(fullPath, _workingFolder) ? Path.GetRelativePath(_workingFolder, fullPath) : fullPath;
        return shown.Replace(Path.DirectorySeparatorChar, '/');
    }

    private string[] Resolve(IEnumerable<string> folders) =>
        [.. folders.Select(folder => LinkResolution.Resolve(Path.Combine(_workingFolder, folder)))];
}
