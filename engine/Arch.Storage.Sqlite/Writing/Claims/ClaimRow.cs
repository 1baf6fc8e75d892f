using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Makes an owner that of one run, or parks the run because it cannot be owned.</summary>
internal static class ClaimRow
{
    private const string Claim = $"""
        UPDATE runs SET owner = ?1, epoch = epoch + 1, crashes = crashes + ?4
        WHERE run_id = ?2 AND owner IS ?3 AND ended_at IS NULL AND status <> 'parked' AND (?4 = 0 OR crashes + 1 < ?5)
        RETURNING {RunRow.ColumnsOfList}, epoch, ?4 = 1 AND crashes > 1
        """;

    private const string Park = """
        UPDATE runs SET status = 'parked', due_at = NULL, error = ?2, outputs = NULL, outputs_blobs = NULL, owner = NULL
        WHERE run_id = ?1 AND ended_at IS NULL
        """;

    /// <summary>Claims a run.</summary>
    /// <param name="connection">Where the transaction is open.</param>
    /// <param name="runId">The run.</param>
    /// <param name="former">Its owner, who died; <see langword="null"/> when nobody owns it.</param>
    /// <param name="owner">The new owner.</param>
    /// <returns>The ownership, or <see langword="null"/> when the run is another's by now, or was parked.</returns>
    public static RunClaim? Take(Connection connection, string runId, string? former, string owner)
    {
        try
        {
            var claim = connection.Prepared(Claim)
                .Bind(1, owner).Bind(2, runId).Bind(3, former).Bind(4, former is not null).Bind(5, RunClaim.MostCrashes)
                .First(static row => new RunClaim(RunRow.ReadListed(row), row.Int64(RunRow.ColumnCountOfList))
                {
                    IsSuspect = row.Int64(RunRow.ColumnCountOfList + 1) == 1,
                });
            if (claim is null && former is not null)
            {
                ParkCrashed(connection, runId, former);
            }

            return claim;
        }
        catch (JournalStoreException damage)
        {
            // A row that cannot be read would be claimed and given up for ever.
            ParkFor(connection, runId, new StepError { Kind = StepErrorKinds.Plugin, Code = damage.Code, Message = damage.Message });
            return null;
        }
    }

    private static void ParkCrashed(Connection connection, string runId, string former)
    {
        const string IsCrashed = "SELECT 1 FROM runs WHERE run_id = ?1 AND owner = ?2 AND ended_at IS NULL AND status <> 'parked'";
        if (connection.Prepared(IsCrashed).Bind(1, runId).Bind(2, former).Any())
        {
            ParkFor(connection, runId, RunClaim.Poisoned(new RunId(runId)));
        }
    }

    private static void ParkFor(Connection connection, string runId, StepError reason) =>
        connection.Prepared(Park).Bind(1, runId).Bind(2, ValueJson.ToUtf8(reason.ToValue())).Run();
}
