using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Maintenance.Checks;
using Arch.Storage.Sqlite.Schema;

namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>Checks a store, or a backup of one, from its pages to each record. Hosts may use the store meanwhile.</summary>
public static class StoreCheck
{
    /// <summary>How many problems are told at most.</summary>
    public const int MostProblems = 1_000;

    /// <summary>Checks a store as it is at one moment.</summary>
    /// <param name="path">The folder of the store, or the file of a backup.</param>
    /// <param name="progress">Is told how far it has come.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="JournalStoreException">
    /// ARCH5012: there is no such file. ARCH5004: a newer version of Arch wrote it. ARCH5006: it is of another program. ARCH5007: it
    /// is locked.
    /// </exception>
    public static Task<CheckReport> RunAsync(
        string path,
        IProgress<MaintenanceProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var file = StoreFiles.DatabaseOf(path);
        return MaintenanceTask.RunAsync(file, () => Run(file, progress, cancellationToken), cancellationToken);
    }

    internal static CheckReport Run(string file, IProgress<MaintenanceProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw StoreFailure.NoStore(file);
        }

        Connection? connection = null;
        try
        {
            connection = Connection.OpenExisting(file, MaintenanceTask.LockTimeout);
            connection.LeaveFileAlone();
            using var interrupt = connection.InterruptOn(cancellationToken);
            var version = StoreSchema.VersionOf(connection, file);
            if (version > StoreSchema.Version)
            {
                throw StoreFailure.Newer(file, version, StoreSchema.Version);
            }

            return connection.Consistently(_ => Look(new CheckContext(connection, version, progress, cancellationToken), file));
        }
        catch (SqliteFailure failure) when (!failure.IsBusy && !MaintenanceTask.IsInterrupted(failure))
        {
            // Too damaged to be opened at all.
            return Report(file, 0, [new CheckProblem("pages", null, $"The file cannot be read: {failure.Message}.")]);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private static CheckReport Look(CheckContext context, string file)
    {
        if (context.Version == 0)
        {
            return Report(file, 0, [new CheckProblem("pages", null, "The file has no tables.")]);
        }

        PagesCheck.Run(context);
        var report = Report(file, context.Version, context.Problems) with
        {
            Runs = RunsCheck.Run(context),
            Records = new JournalsCheck(context).Run(),
        };
        if (context.Version == 1)
        {
            return report;
        }

        report = report with
        {
            Snapshots = ContentCheck.Snapshots(context),
            LargeValues = ContentCheck.LargeValues(context),
            Leftovers = Leftover.All.Sum(leftover => context.Number(leftover.Count)),
        };
        OthersCheck.Run(context);
        return report;
    }

    private static CheckReport Report(string file, long version, IReadOnlyList<CheckProblem> problems) => new()
    {
        File = file,
        SchemaVersion = version,
        Runs = 0,
        Records = 0,
        Snapshots = 0,
        LargeValues = 0,
        Leftovers = 0,
        Problems = problems,
    };
}
