using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Takes a run out of circulation. Does nothing when another owner has it, or when it has ended.</summary>
internal sealed class ParkWrite(RunId runId, long epoch, string owner, StepError reason) : PendingWrite<bool>
{
    private const string Update = """
        UPDATE runs SET status = 'parked', due_at = NULL, error = ?3, owner = NULL
        WHERE run_id = ?1 AND epoch = ?2 AND owner = ?4 AND ended_at IS NULL
        """;

    private readonly byte[] _error = ValueJson.ToUtf8(reason.ToValue());
    private bool _isParked;

    protected override bool Outcome => _isParked;

    protected override Exception? Apply(Connection connection)
    {
        _isParked = connection.Prepared(Update).Bind(1, runId.Value).Bind(2, epoch).Bind(3, _error).Bind(4, owner).Run() == 1;
        return null;
    }
}
