using Arch.Engine.Ports;
using Arch.Expressions.Values;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>Outputs that are kept for later runs.</summary>
internal static class CacheRows
{
    private const string Upsert = """
        INSERT INTO cache (key, outputs, expires_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (key) DO UPDATE SET outputs = excluded.outputs, expires_at = excluded.expires_at
        """;

    // Each entry that comes takes a few away that nobody gets any more, so the table does not grow without end.
    private const string DeleteExpired =
        "DELETE FROM cache WHERE key IN (SELECT key FROM cache WHERE expires_at <= ?1 ORDER BY expires_at LIMIT 8)";

    public static void Keep(WriteScope scope, EncodedEntry entry)
    {
        scope.Connection.Prepared(DeleteExpired).Bind(1, scope.Moment).Run();
        scope.Connection.Prepared(Upsert).Bind(1, entry.Key).Bind(2, entry.Outputs).Bind(3, entry.ExpiresAt).Run();
    }

    /// <summary>An entry as a row.</summary>
    internal readonly record struct EncodedEntry(string Key, byte[] Outputs, long ExpiresAt)
    {
        public static EncodedEntry Of(CacheEntry entry) =>
            new(entry.Key, ValueJson.ToUtf8(entry.Outputs), Moments.ToTicks(entry.ExpiresAt));
    }
}
