using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>Gives a run up. Does nothing when another owner has it already, or when it has ended.</summary>
internal sealed class ReleaseWrite(RunId runId, long epoch, string owner) : PendingWrite
{
    private const string Update = "UPDATE runs SET owner = NULL WHERE run_id = ?1 AND epoch = ?2 AND owner = ?3";

    protected override Exception? Apply(Connection connection)
    {
        connection.Prepared(Update).Bind(1, runId.Value).Bind(2, epoch).Bind(3, owner).Run();
        return null;
    }
}
