using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Purging;

/// <summary>Finds ended runs that may be removed, the oldest first. Reads only, so that it keeps nobody from writing.</summary>
internal static class PurgeSelection
{
    private const string Unfinished = "ended_at IS NULL";

    // From one workflow to the next, however many runs each has.
    private const string SelectWorkflows = """
        WITH RECURSIVE workflows (name) AS (
            SELECT min(workflow) FROM runs
            UNION ALL
            SELECT (SELECT min(workflow) FROM runs WHERE workflow > workflows.name) FROM workflows WHERE workflows.name IS NOT NULL)
        SELECT name FROM workflows WHERE name IS NOT NULL
        """;

    private static readonly string Ended = string.Join(", ", RunStatusNames.Ended.Select(name => $"'{name}'"));

    private static readonly string SelectOldestKept = Merge(
        "SELECT started_at, run_id FROM runs WHERE status = '<one>' AND workflow = ?1 ORDER BY started_at DESC, run_id DESC LIMIT ?2",
        "ORDER BY 1 DESC, 2 DESC LIMIT 1 OFFSET ?2 - 1");

    internal static readonly string SelectOfAll = Select("");
    private static readonly string SelectOfOne = Select(" AND run.workflow = ?5");

    /// <summary>Finds runs, up to the limit of the query.</summary>
    public static IReadOnlyList<PurgedRun> Find(Connection connection, PurgeQuery query)
    {
        if (query.KeepNewest == 0)
        {
            return Find(connection, query, query.Workflow, long.MaxValue, "", query.Limit);
        }

        var found = new List<PurgedRun>();
        IReadOnlyList<string> workflows = query.Workflow is { } only
            ? [only]
            : connection.Prepared(SelectWorkflows).All(static row => row.Text(0));
        foreach (var workflow in workflows.TakeWhile(_ => found.Count < query.Limit))
        {
            // Without so many ended runs there is none to remove.
            if (connection.Prepared(SelectOldestKept).Bind(1, workflow).Bind(2, query.KeepNewest)
                .First(static row => ((long, string)?)(row.Int64(0), row.Text(1))) is var (startedAt, runId))
            {
                found.AddRange(Find(connection, query, workflow, startedAt, runId, query.Limit - found.Count));
            }
        }

        return found;
    }

    private static List<PurgedRun> Find(
        Connection connection,
        PurgeQuery query,
        string? workflow,
        long before,
        string beforeRun,
        int limit)
    {
        var rows = connection.Prepared(workflow is null ? SelectOfAll : SelectOfOne)
            .Bind(1, before).Bind(2, beforeRun).Bind(3, Moments.ToTicks(query.EndedBefore) ?? long.MaxValue).Bind(4, limit);
        if (workflow is not null)
        {
            rows.Bind(5, workflow);
        }

        return rows.All(static row => new PurgedRun(row.Text(1), row.Int64(2)));
    }

    // A run starts before it ends, so the search ends with those that started too late.
    private static string Select(string ofWorkflow) => Merge(
        $"""
        SELECT run.started_at, run.run_id, run.next_seq FROM runs AS run
        WHERE run.status = '<one>'{ofWorkflow} AND (run.started_at, run.run_id) < (?1, ?2) AND run.started_at < ?3 AND run.ended_at < ?3
            AND NOT EXISTS (SELECT 1 FROM runs WHERE run_id = run.parent AND {Unfinished})
            AND NOT EXISTS (SELECT 1 FROM runs WHERE parent = run.run_id AND status NOT IN ({Ended}))
        ORDER BY run.started_at, run.run_id LIMIT ?4
        """,
        "ORDER BY 1, 2 LIMIT ?4");

    private static string Merge(string select, string order) =>
        string.Join(" UNION ALL ", RunStatusNames.Ended.Select(name => $"SELECT * FROM ({select.Replace("<one>", name, StringComparison.Ordinal)})"))
        + " " + order;
}
