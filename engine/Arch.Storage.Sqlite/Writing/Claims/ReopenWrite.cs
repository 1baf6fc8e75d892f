using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Takes a run that has ended, which nobody else may be at work on, for a commit that lets it go on.</summary>
internal sealed class ReopenWrite(RunId runId, string owner) : PendingWrite<RunClaim?>
{
    private const string Update = $"""
        UPDATE runs SET owner = ?1, epoch = epoch + 1 WHERE run_id = ?2 AND ended_at IS NOT NULL
        RETURNING {RunRow.ColumnsOfList}, epoch
        """;

    private RunClaim? _claim;

    protected override RunClaim? Outcome => _claim;

    protected override Exception? Apply(Connection connection)
    {
        _claim = connection.Prepared(Update)
            .Bind(1, owner).Bind(2, runId.Value)
            .First(static row => new RunClaim(RunRow.ReadListed(row), row.Int64(RunRow.ColumnCountOfList)));
        return null;
    }
}
