using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Outputs that earlier runs kept.</summary>
internal static class CacheReading
{
    private const string Select = "SELECT outputs FROM cache WHERE key = ?1 AND expires_at > ?2";

    public static Value Find(Connection connection, string key, DateTimeOffset now) =>
        connection.Prepared(Select).Bind(1, key).Bind(2, Moments.ToTicks(now))
            .First(row => StoredJson.Parse(row.Utf8(0), $"what is kept under '{key}'"));
}
