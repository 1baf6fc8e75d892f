using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Arch.Sdk;
using Arch.Sdk.Triggers;

namespace Arch.Plugin.Files;

/// <summary>Compares a folder with what it was at the last look.</summary>
/// <remarks>What comes and goes between two looks is not seen, and several changes of a file between two looks are one.</remarks>
internal sealed class FolderLook(string root, ChangedSettings settings, TriggerContext context)
{
    private const int MostItems = 500;
    private const int LongestKey = 512;

    private readonly List<TriggerItem<ChangedItem>> _items = [];
    private readonly SortedDictionary<string, FileMark> _after = new(StringComparer.Ordinal);
    private bool _hasMore;

    public Task<TriggerBatch<ChangedItem>> Compare(CancellationToken cancellationToken)
    {
        // A folder that is away for a moment, such as one of another machine, must not look as if all its files were deleted.
        if (!Directory.Exists(root))
        {
            throw FileFailures.Missing(settings.Path);
        }

        var isFirst = context.Cursor is null;
        var before = context.Cursor is { } cursor ? FolderMarks.Read(cursor) : [];
        var found = Files(cancellationToken);
        foreach (var (path, file) in found.OrderBy(pair => pair.Value.LastWriteTimeUtc).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (isFirst && !settings.Existing)
            {
                _after[path] = new FileMark(Version(file));
            }
            else
            {
                Look(path, file, before.GetValueOrDefault(path));
            }
        }

        foreach (var (path, mark) in before.Where(pair => !found.ContainsKey(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Miss(path, mark);
        }

        return Task.FromResult(new TriggerBatch<ChangedItem>
        {
            Items = _items,
            Cursor = FolderMarks.Write(_after, settings.Path),
            HasMore = _hasMore,
        });
    }

    // The time and the size: a file that was changed to the same size within the same tick of the file system is not seen.
    private static string Version(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}");

    private void Look(string path, FileInfo file, FileMark? mark)
    {
        var version = Version(file);
        if (mark?.Known == version)
        {
            _after[path] = new FileMark(version);
            return;
        }

        // The file's own time says nothing: a copy may bring along an old one. Only what was seen to stay has settled.
        var now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var since = mark?.Pending == version ? mark.Since : now;
        var what = mark?.Known is null ? FileEvent.Created : FileEvent.Changed;
        if (now - since < settings.Settle.TotalMilliseconds || IsFull(what))
        {
            _after[path] = new FileMark(mark?.Known, version, since);
            return;
        }

        _after[path] = new FileMark(version);
        Tell(what, path, version, file);
    }

    private void Miss(string path, FileMark mark)
    {
        // One that went before it had settled was never told of.
        if (mark.Known is null)
        {
            return;
        }

        if (IsFull(FileEvent.Deleted))
        {
            _after[path] = mark;
            return;
        }

        Tell(FileEvent.Deleted, path, mark.Known, null);
    }

    private bool IsFull(FileEvent what)
    {
        var isFull = _items.Count == MostItems && settings.Events.Contains(what);
        _hasMore |= isFull;
        return isFull;
    }

    private void Tell(FileEvent what, string path, string version, FileInfo? file)
    {
        if (!settings.Events.Contains(what))
        {
            return;
        }

        _items.Add(new TriggerItem<ChangedItem>
        {
            Key = Key(what, path, version),
            Item = new ChangedItem
            {
                Event = what,
                Path = context.Files.Display(Path.Combine(root, path)),
                Name = Path.GetFileName(path),
                Size = file?.Length,
                ModifiedAt = file is null ? null : new DateTimeOffset(file.LastWriteTimeUtc),
            },
        });
    }

    private static string Key(FileEvent what, string path, string version)
    {
        var key = $"{(what == FileEvent.Deleted ? "deleted:" : "")}{path}@{version}";
        return key.Length <= LongestKey ? key : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}@{version}";
    }

    private Dictionary<string, FileInfo> Files(CancellationToken cancellationToken)
    {
        var glob = new Glob(settings.Glob);
        var files = new Dictionary<string, FileInfo>(StringComparer.Ordinal);
        foreach (var entry in FolderWalk.Entries(root, settings.Recursive || glob.IsDeep, context.Files, FileIntent.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var relative = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            // One that went between the list and the look has no size.
            if (entry is not FileInfo file || !glob.IsMatch(relative, file.Name, settings.Recursive) || !file.Exists)
            {
                continue;
            }

            if (files.Count == settings.MaxFiles)
            {
                throw new StepException(
                    "file_too_many", $"The folder '{settings.Path}' has more than {settings.MaxFiles} matching files. Narrow 'glob' or raise 'max_files'.");
            }

            files.Add(relative, file);
        }

        return files;
    }
}
