using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Content;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>Large values, each kept once, and which runs use them.</summary>
internal static class BlobRows
{
    private const string Exists = "SELECT 1 FROM blobs WHERE hash = ?1";
    private const string Insert = "INSERT INTO blobs (hash, is_packed, content) VALUES (?1, ?2, ?3)";
    private const string Use = "INSERT INTO blob_uses (run_id, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    /// <summary>Tells whether a value is kept already.</summary>
    public static bool IsKept(Connection connection, Blob blob) => connection.Prepared(Exists).BindBytes(1, blob.Hash).Any();

    /// <summary>Keeps a value for a run.</summary>
    public static void Keep(Connection connection, string runId, Blob blob)
    {
        if (!IsKept(connection, blob))
        {
            var (bytes, isPacked) = blob.Pack();
            connection.Prepared(Insert).BindBytes(1, blob.Hash).Bind(2, isPacked).BindBytes(3, bytes).Run();
        }

        connection.Prepared(Use).Bind(1, runId).BindBytes(2, blob.Hash).Run();
    }
}
