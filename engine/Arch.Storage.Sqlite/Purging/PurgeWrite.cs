using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Writing;

namespace Arch.Storage.Sqlite.Purging;

/// <summary>Removes ended runs with all that belongs to them.</summary>
internal sealed class PurgeWrite(IReadOnlyList<PurgedRun> runs) : PendingWrite<int>
{
    private const string DeleteRun = "DELETE FROM runs WHERE run_id = ?1 AND ended_at IS NOT NULL";
    private const string DeleteUses = "DELETE FROM blob_uses WHERE run_id = ?1 RETURNING hash";

    private const string DeleteBlob =
        "DELETE FROM blobs WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.hash = ?1)";

    private static readonly string[] Others =
    [
        "DELETE FROM journal WHERE run_id = ?1",
        "DELETE FROM snapshots WHERE run_id = ?1",
        "DELETE FROM tasks WHERE run_id = ?1",
        "DELETE FROM waits WHERE run_id = ?1",
        "DELETE FROM permits WHERE run_id = ?1",
        "DELETE FROM inbox WHERE run_id = ?1",
    ];

    private int _removed;

    protected override int Outcome => _removed;

    protected override Exception? Apply(Connection connection)
    {
        foreach (var run in runs)
        {
            if (connection.Prepared(DeleteRun).Bind(1, run.RunId).Run() == 1)
            {
                RemoveRest(connection, run.RunId);
                _removed++;
            }
        }

        return null;
    }

    private static void RemoveRest(Connection connection, string runId)
    {
        foreach (var sql in Others)
        {
            connection.Prepared(sql).Bind(1, runId).Run();
        }

        foreach (var hash in connection.Prepared(DeleteUses).Bind(1, runId).All(static row => row.Bytes(0)))
        {
            connection.Prepared(DeleteBlob).BindBytes(1, hash).Run();
        }
    }
}
