using System.Diagnostics.CodeAnalysis;

namespace Arch.Host.Projects;

/// <summary>Hears of files that change in a folder; changes that come together are told together.</summary>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>The pattern of workflow files, and of actions, tests and agents.</summary>
    public const string Workflows = "*.y*ml";

    // Editors write a file in several steps; waiting for the last costs less than reading half a file.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(25);

    private readonly FileSystemWatcher _watcher;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Action<IReadOnlyCollection<string>> _tell;

    private FolderWatch(string folder, string pattern, bool isDeep, Action<IReadOnlyCollection<string>> tell)
    {
        _tell = tell;
        _timer = new Timer(_ => Tell());
        _watcher = new FileSystemWatcher(folder, pattern)
        {
            IncludeSubdirectories = isDeep,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.DirectoryName,
        };
        _watcher.Changed += (_, change) => Hear(change.FullPath);
        _watcher.Created += (_, change) => Hear(change.FullPath);
        _watcher.Deleted += (_, change) => Hear(change.FullPath);
        _watcher.Renamed += (_, change) =>
        {
            Hear(change.OldFullPath);
            Hear(change.FullPath);
        };
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="path">A folder with all that is in it, or a file; or a folder in which only a file of one name counts.</param>
    /// <param name="pattern">Which files of a folder count.</param>
    /// <param name="tell">Gets the files that have changed, from another thread.</param>
    /// <returns>The watch; none when there is no such folder or file.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "It is disposed of by who asked for it")]
    public static IReadOnlyList<FolderWatch> Start(string path, string pattern, Action<IReadOnlyCollection<string>> tell) =>
        Directory.Exists(path) ? [new FolderWatch(path, pattern, pattern.Contains('*', StringComparison.Ordinal), tell)]
        : File.Exists(path) ? [new FolderWatch(Path.GetDirectoryName(path)!, Path.GetFileName(path), isDeep: false, tell)] // a file has a folder
        : [];

    public void Dispose()
    {
        _watcher.Dispose();
        _timer.Dispose();
    }

    private void Hear(string file)
    {
        lock (_lock)
        {
            _changed.Add(file);
        }

        try
        {
            _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The end came in between.
        }
    }

    private void Tell()
    {
        IReadOnlyCollection<string> files;
        lock (_lock)
        {
            files = [.. _changed];
            _changed.Clear();
        }

        if (files.Count > 0)
        {
            _tell(files);
        }
    }
}
