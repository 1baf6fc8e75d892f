using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Permits and who waits for them.</summary>
internal static class PermitReading
{
    private const string Columns = "SELECT key, run_id, activation, is_granted, since FROM permits";
    private const string Order = "ORDER BY key, is_granted DESC, place LIMIT ?2";
    private const string SelectAll = $"{Columns} {Order}";
    private const string SelectOfKey = $"{Columns} WHERE key = ?1 {Order}";

    /// <summary>Lists the holders of each key, and then those who wait in the order of their turn.</summary>
    public static IReadOnlyList<PermitHolder> List(Connection connection, string? key, int limit)
    {
        var rows = connection.Prepared(key is null ? SelectAll : SelectOfKey).Bind(2, limit);
        if (key is not null)
        {
            rows.Bind(1, key);
        }

        return rows.All(static row => new PermitHolder(
            row.Text(0),
            new RunId(row.Text(1)),
            (int)row.Int64(2),
            row.Bool(3),
            Moments.FromTicks(row.Int64(4))));
    }
}
