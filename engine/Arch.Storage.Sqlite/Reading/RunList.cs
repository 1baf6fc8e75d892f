using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Lists of runs, the newest first, each read from an index in its order.</summary>
internal static class RunList
{
    // The run itself, or the one before where it was if it is gone.
    private const string SelectPlace = "SELECT started_at FROM runs WHERE run_id <= ?1 ORDER BY run_id DESC LIMIT 1";

    public static IReadOnlyList<RunSummary> Read(Connection connection, RunQuery query)
    {
        var (before, beforeRun) = (long.MaxValue, "");
        if (query.After is { } after)
        {
            if (connection.Prepared(SelectPlace).Bind(1, after.Value).First(static row => (long?)row.Int64(0)) is not { } place)
            {
                return [];
            }

            (before, beforeRun) = (place, after.Value);
        }

        if (query.StartedBefore is { } end && Moments.ToTicks(end) <= before)
        {
            (before, beforeRun) = (Moments.ToTicks(end), "");
        }

        var rows = connection.Prepared(Sql(query)).Bind(1, before).Bind(2, beforeRun).Bind(3, query.Limit);
        if (query.StartedFrom is { } start)
        {
            rows.Bind(4, Moments.ToTicks(start));
        }

        if (query.Workflow is { } workflow)
        {
            rows.Bind(5, workflow);
        }

        if (query.Parent is { } parent)
        {
            rows.Bind(6, parent.Value);
        }

        return rows.All(RunRow.ReadAnyway);
    }

    /// <summary>
    /// Only the conditions that are asked for, so that each shape of a query has its index. Without a status, those of each status
    /// are merged, because the indexes begin with it.
    /// </summary>
    internal static string Sql(RunQuery query)
    {
        var conditions =
            (query.Parent is null ? "" : " AND parent = ?6")
            + (query.Workflow is null ? "" : " AND workflow = ?5")
            + (query.StartedFrom is null ? "" : " AND started_at >= ?4");
        string[] statuses = query.Status is { } status ? [RunStatusNames.Of(status)] : [.. RunStatusNames.All];
        var places = query.Parent is null
            ? string.Join(" UNION ALL ", statuses.Select(one => $"SELECT * FROM ({Places($" AND status = '{one}'{conditions}")})"))
            : Places((query.Status is null ? "" : $" AND status = '{statuses[0]}'") + conditions);
        return $"""
            SELECT {RunRow.ColumnsOfList}
            FROM (SELECT started_at AS place, run_id AS id FROM ({places}) ORDER BY 1 DESC, 2 DESC LIMIT ?3)
            CROSS JOIN runs ON run_id = id
            ORDER BY place DESC, id DESC
            """;
    }

    private static string Places(string conditions) => $"""
        SELECT started_at, run_id FROM runs WHERE (started_at, run_id) < (?1, ?2){conditions}
        ORDER BY started_at DESC, run_id DESC LIMIT ?3
        """;
}
