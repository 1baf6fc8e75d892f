using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Takes a run out of circulation. Does nothing when the epoch is stale, or when it has ended.</summary>
internal sealed class ParkWrite(RunId runId, long epoch, StepError reason) : PendingWrite<bool>
{
    private const string Update = """
        UPDATE runs SET status = 'parked', error = ?3, owner = NULL
        WHERE run_id = ?1 AND epoch = ?2 AND ended_at IS NULL
        """;

    private readonly byte[] _error = ValueJson.ToUtf8(reason.ToValue());
    private bool _isParked;

    protected override bool Outcome => _isParked;

    protected override Exception? Apply(Connection connection)
    {
        _isParked = connection.Prepared(Update).Bind(1, runId.Value).Bind(2, epoch).Bind(3, _error).Run() == 1;
        return null;
    }
}
