using System.Globalization;
using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Ownership;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Puts a backup in the place of a store that no host uses.</summary>
public static class StoreRestore
{
    /// <summary>
    /// Checks the backup, moves the database that is there aside, and puts a copy of the backup in its place. A crash in between is
    /// told by ARCH5013, and restoring again goes on.
    /// </summary>
    /// <param name="backup">The file of the backup; it stays as it is.</param>
    /// <param name="folder">The folder of the store, made when it is missing.</param>
    /// <param name="evenIfDamaged">Whether to restore the backup although checking it found problems.</param>
    /// <param name="time">The clock, for the name of what is kept aside; the system's unless given.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellationToken">Ends the attempt before anything is replaced.</param>
    /// <returns>What was done. Unfinished runs go on from where they were at the moment of the backup.</returns>
    /// <exception cref="JournalStoreException">
    /// ARCH5009: a host uses the store. ARCH5010: the backup is damaged. ARCH5012: there is no such backup. ARCH5001: a file cannot
    /// be read or written.
    /// </exception>
    public static Task<RestoreReport> RunAsync(
        string backup,
        string folder,
        bool evenIfDamaged = false,
        TimeProvider? time = null,
        IProgress<MaintenanceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var source = StoreFiles.DatabaseOf(backup);
        var target = Path.GetFullPath(folder);
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return MaintenanceTask.RunAsync(
            Path.Combine(target, StoreFiles.Database),
            () => Run(source, target, evenIfDamaged, now, progress, cancellationToken),
            cancellationToken);
    }

    private static RestoreReport Run(
        string backup,
        string folder,
        bool evenIfDamaged,
        DateTimeOffset now,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var alone = MaintenanceLock.Take(folder, StoreFiles.HostsOf(folder));
        var check = StoreCheck.Run(backup, progress, cancellationToken);
        if (check.SchemaVersion == 0 || !(check.IsSound || evenIfDamaged))
        {
            throw StoreFailure.BadBackup(backup, string.Create(
                CultureInfo.InvariantCulture,
                $"checking it found {check.Problems.Count} problems, the first is in {check.Problems[0]}"));
        }

        var file = Path.Combine(folder, StoreFiles.Database);
        var copy = StoreFiles.RestoringOf(file);
        StoreFiles.Delete(copy);
        PageCopy.Make(backup, copy, "WAL", progress, cancellationToken);
        var aside = MoveAside(file, now);
        File.Move(copy, file, overwrite: false);
        StoreFiles.FlushNames(folder);
        return new RestoreReport(file, check, aside);
    }

    // The copy is there before the database goes, so that its absence can be told from a folder that never had one. The log of the
    // old database must be gone before the new one comes, or it would be taken for the new one's.
    private static string? MoveAside(string file, DateTimeOffset now)
    {
        EmptyLog(file);
        var aside = string.Create(CultureInfo.InvariantCulture, $"{file}.before-{now.UtcDateTime:yyyyMMdd-HHmmss}");
        for (var i = 2; Path.Exists(aside); i++)
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{file}.before-{now.UtcDateTime:yyyyMMdd-HHmmss}-{i}");
        }

        var moved = false;
        foreach (var (from, to) in StoreFiles.Parts(file).Zip(StoreFiles.Parts(aside)))
        {
            if (File.Exists(from))
            {
                File.Move(from, to, overwrite: false);
                moved = true;
            }
        }

        return moved ? aside : null;
    }

    // Closing the last connection moves what is in the log into the file. A damaged file keeps its log, and both are moved.
    private static void EmptyLog(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using var connection = Connection.OpenExisting(file, MaintenanceTask.LockTimeout);
            connection.Prepared("PRAGMA wal_checkpoint(TRUNCATE)").Any();
        }
        catch (SqliteFailure failure) when (!failure.IsBusy)
        {
            System.Diagnostics.Debug.WriteLine(failure.Message);
        }
    }
}
