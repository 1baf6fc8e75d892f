using Arch.Storage.Sqlite.Connections;
using SQLitePCL;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Copies a database as it was at one moment, while others may go on writing to it.</summary>
internal static class PageCopy
{
    private const int PagesAtOnce = 2_048;

    /// <summary>Copies a database to a file that is not there yet, and has the disk keep it. Leaves nothing when it fails.</summary>
    /// <param name="source">The database.</param>
    /// <param name="target">The file.</param>
    /// <param name="mode">
    /// How the copy is written to: <c>WAL</c> as stores are, or <c>DELETE</c>, which can be read without any file beside it.
    /// </param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public static void Make(
        string source,
        string target,
        string mode,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            using (var from = Connection.OpenExisting(source, MaintenanceTask.LockTimeout))
            {
                from.LeaveFileAlone();
                using var to = OpenTarget(target);
                from.Consistently(snapshot => Copy(snapshot, to, target, progress, cancellationToken));
            }

            using (var copy = Connection.OpenExisting(target, TimeSpan.Zero))
            {
                copy.Prepared($"PRAGMA journal_mode = {mode}").Any();
            }

            StoreFiles.Flush(target);
        }
        catch
        {
            StoreFiles.Delete(target);
            throw;
        }
    }

    private static Connection OpenTarget(string target)
    {
        try
        {
            var to = Connection.Open(target, TimeSpan.Zero);

            // Nobody needs the copy after a crash, so its own pages need no log and no flush before the last.
            to.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            return to;
        }
        catch (SqliteFailure failure)
        {
            throw StoreFailure.Of(failure, target).ToException();
        }
    }

    private static bool Copy(
        Connection snapshot,
        Connection to,
        string target,
        IProgress<MaintenanceProgress>? progress,
        CancellationToken cancellationToken)
    {
        // The first read fixes the moment that is copied.
        snapshot.Prepared("SELECT count(*) FROM sqlite_schema").Any();
        try
        {
            snapshot.CopyTo(to, PagesAtOnce, (done, total) =>
            {
                progress?.Report(new MaintenanceProgress("copying pages", done, total));
                cancellationToken.ThrowIfCancellationRequested();
            });
            return true;
        }
        catch (SqliteFailure failure) when (failure.PrimaryCode == raw.SQLITE_FULL)
        {
            throw StoreFailure.Of(failure, target).ToException();
        }
    }
}
