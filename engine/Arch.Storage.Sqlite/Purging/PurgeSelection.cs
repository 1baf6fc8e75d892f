using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Purging;

/// <summary>Finds ended runs that may be removed, the oldest first. Reads only, so that it keeps nobody from writing.</summary>
internal static class PurgeSelection
{
    private const string Unfinished = "ended_at IS NULL";
    private const string OfWorkflow = " AND run.workflow = ?5";

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

    internal static readonly string SelectOfAll = Merge($"{Select("")} ORDER BY run.started_at, run.run_id LIMIT ?4", "ORDER BY 1, 2 LIMIT ?4");

    private static readonly string SelectOfOne =
        Merge($"{Select(OfWorkflow)} ORDER BY run.started_at, run.run_id LIMIT ?4", "ORDER BY 1, 2 LIMIT ?4");

    private static readonly string CountOfAll = $"SELECT count(*) FROM ({Merge(Select(""), "")})";
    private static readonly string CountOfOne = $"SELECT count(*) FROM ({Merge(Select(OfWorkflow), "")})";

    /// <summary>Finds runs, up to the limit of the query.</summary>
    public static IReadOnlyList<PurgedRun> Find(Connection connection, PurgeQuery query)
    {
        var found = new List<PurgedRun>();
        foreach (var part in Parts(connection, query).TakeWhile(_ => found.Count < query.Limit))
        {
            found.AddRange(Bind(connection.Prepared(part.Workflow is null ? SelectOfAll : SelectOfOne), query, part)
                .Bind(4, query.Limit - found.Count)
                .All(static row => new PurgedRun(row.Text(1), row.Int64(2))));
        }

        return found;
    }

    /// <summary>Counts the runs, without a limit.</summary>
    public static long Count(Connection connection, PurgeQuery query) => Parts(connection, query).Sum(part =>
        Bind(connection.Prepared(part.Workflow is null ? CountOfAll : CountOfOne), query, part).First(static row => row.Int64(0)));

    // Everything at once, or, when some are kept of each workflow, each by itself with the oldest that is kept.
    private static IEnumerable<Part> Parts(Connection connection, PurgeQuery query)
    {
        if (query.KeepNewest == 0)
        {
            yield return new Part(query.Workflow, long.MaxValue, "");
            yield break;
        }

        IReadOnlyList<string> workflows = query.Workflow is { } only
            ? [only]
            : connection.Prepared(SelectWorkflows).All(static row => row.Text(0));
        foreach (var workflow in workflows)
        {
            // Without so many ended runs there is none to remove.
            if (connection.Prepared(SelectOldestKept).Bind(1, workflow).Bind(2, query.KeepNewest)
                .First(static row => ((long, string)?)(row.Int64(0), row.Text(1))) is var (startedAt, runId))
            {
                yield return new Part(workflow, startedAt, runId);
            }
        }
    }

    private static Statement Bind(Statement rows, PurgeQuery query, Part part)
    {
        rows.Bind(1, part.Before).Bind(2, part.BeforeRun).Bind(3, Moments.ToTicks(query.EndedBefore) ?? long.MaxValue);
        return part.Workflow is null ? rows : rows.Bind(5, part.Workflow);
    }

    // A run starts before it ends, so the search ends with those that started too late.
    private static string Select(string ofWorkflow) => $"""
        SELECT run.started_at, run.run_id, run.next_seq FROM runs AS run
        WHERE run.status = '<one>'{ofWorkflow} AND (run.started_at, run.run_id) < (?1, ?2) AND run.started_at < ?3 AND run.ended_at < ?3
            AND NOT EXISTS (SELECT 1 FROM runs WHERE run_id = run.parent AND {Unfinished})
            AND NOT EXISTS (SELECT 1 FROM runs WHERE parent = run.run_id AND status NOT IN ({Ended}))
        """;

    private static string Merge(string select, string order) =>
        string.Join(" UNION ALL ", RunStatusNames.Ended.Select(name => $"SELECT * FROM ({select.Replace("<one>", name, StringComparison.Ordinal)})"))
        + " " + order;

    /// <summary>A search: of which workflow, and before which run.</summary>
    private sealed record Part(string? Workflow, long Before, string BeforeRun);
}
