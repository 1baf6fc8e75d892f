using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Puts a parked run into circulation again. It counts as running, so whoever looks for work finds it.</summary>
internal sealed class UnparkWrite(RunId runId) : PendingWrite<bool>
{
    private const string Update = """
        UPDATE runs SET status = 'running', error = NULL, owner = NULL, crashes = 0
        WHERE run_id = ?1 AND status = 'parked'
        """;

    private bool _wasParked;

    protected override bool Outcome => _wasParked;

    protected override Exception? Apply(Connection connection)
    {
        _wasParked = connection.Prepared(Update).Bind(1, runId.Value).Run() == 1;
        return null;
    }
}
