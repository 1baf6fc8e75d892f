using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>Gives a run up. Does nothing when another owner has it already, or when it has ended.</summary>
internal sealed class ReleaseWrite(RunId runId, long epoch, string owner) : PendingWrite<bool>
{
    private const string Update = "UPDATE runs SET owner = NULL WHERE run_id = ?1 AND epoch = ?2 AND owner = ?3";

    private bool _wasOwner;

    protected override bool Outcome => _wasOwner;

    protected override Exception? Apply(Connection connection)
    {
        _wasOwner = connection.Prepared(Update).Bind(1, runId.Value).Bind(2, epoch).Bind(3, owner).Run() == 1;
        return null;
    }
}
