using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Removes what nobody needs from a store, and gives the disk back what is free in its file.</summary>
public static class StoreCompaction
{
    private const int RowsAtOnce = 500;

    /// <summary>
    /// Compacts a store. Rows are removed in small transactions, which hosts hardly notice; the file is written anew when no host uses
    /// it, and hosts are kept out meanwhile.
    /// </summary>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="options">What to remove.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellationToken">Ends the work; what was done stays, and the store is whole at any time.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="JournalStoreException">
    /// ARCH5012: there is no store. ARCH5001: it cannot be read or written, or there is no room to write it anew. ARCH5004: its version
    /// is another. ARCH5007: it is locked.
    /// </exception>
    public static Task<CompactionReport> RunAsync(
        string folder,
        CompactionOptions? options = null,
        IProgress<MaintenanceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var file = StoreFiles.DatabaseOf(folder);
        return MaintenanceTask.RunAsync(file, () => Run(file, options ?? new CompactionOptions(), progress, cancellationToken), cancellationToken);
    }

    private static CompactionReport Run(
        string file,
        CompactionOptions options,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw StoreFailure.NoStore(file);
        }

        var before = Size(file);
        var folder = Path.GetDirectoryName(file)!; // a file has a folder
        using var alone = TakeAlone(folder);
        Dictionary<string, long> removed;
        using (var connection = Connection.OpenExisting(file, MaintenanceTask.LockTimeout))
        {
            using var interrupt = connection.InterruptOn(cancellationToken);
            var version = StoreSchema.VersionOf(connection, file);
            if (version != StoreSchema.Version)
            {
                throw version > StoreSchema.Version ? StoreFailure.Newer(file, version, StoreSchema.Version) : StoreFailure.Older(file, version);
            }

            removed = Remove(connection, options, progress, cancellationToken);
            if (alone is not null)
            {
                RequireRoom(connection, file);
                progress?.Report(new MaintenanceProgress("writing the file anew", 0));
                connection.Execute("VACUUM");
            }

            progress?.Report(new MaintenanceProgress("emptying the log", 0));
            connection.Prepared("PRAGMA wal_checkpoint(TRUNCATE)").Any();
        }

        return new CompactionReport(file, before, Size(file), removed, alone is not null);
    }

    private static MaintenanceLock? TakeAlone(string folder)
    {
        try
        {
            return MaintenanceLock.Take(folder, StoreFiles.HostsOf(folder));
        }
        catch (JournalStoreException failure) when (failure.Code == "ARCH5009")
        {
            // A host uses it: what can be done beside it is done.
            return null;
        }
    }

    private static Dictionary<string, long> Remove(
        Connection connection,
        CompactionOptions options,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        var now = Moments.ToTicks(options.TimeProvider.GetUtcNow());
        var removed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var leftover in Leftover.All)
        {
            Remove(leftover.What, leftover.Delete, null);
        }

        Remove(
            "kept outputs that have expired",
            "DELETE FROM cache WHERE key IN (SELECT key FROM cache WHERE expires_at <= ?2 LIMIT ?1)",
            now);
        if (options.EventsBefore is { } end)
        {
            Remove(
                "events",
                """
                DELETE FROM events WHERE number IN (
                    SELECT number FROM events INDEXED BY events_by_time
                    WHERE at < ?2 AND is_dispatched = 1 AND number NOT IN (SELECT event FROM inbox WHERE event IS NOT NULL) LIMIT ?1)
                """,
                Moments.ToTicks(end));
        }

        return removed;

        void Remove(string what, string sql, long? moment)
        {
            var (all, count) = (0L, 0);
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                var delete = connection.Prepared(sql).Bind(1, RowsAtOnce);
                if (moment is not null)
                {
                    delete.Bind(2, moment);
                }

                count = delete.Run();
                all += count;
                progress?.Report(new MaintenanceProgress($"removing {what}", all));
            }
            while (count == RowsAtOnce);
            removed.Add(what, all);
        }
    }

    // The file is written twice: to the log, and from there to its place.
    private static void RequireRoom(Connection connection, string file)
    {
        var used = connection.Prepared("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size")
            .First(static row => row.Int64(0));
        var free = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace; // a file has a folder
        if (free < 2 * used)
        {
            throw StoreFailure.NoRoom(file, 2 * used, free);
        }
    }

    private static long Size(string file) =>
        StoreFiles.Parts(file).Where(File.Exists).Where(part => !part.EndsWith("-shm", StringComparison.Ordinal)).Sum(part => new FileInfo(part).Length);
}
