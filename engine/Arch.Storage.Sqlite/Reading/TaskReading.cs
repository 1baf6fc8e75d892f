using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Human tasks.</summary>
internal static class TaskReading
{
    internal const string Columns = """
        task_id, run_id, activation, workflow, step_path, title, body, assign, actions, status, opened_at, due_at, closed_at, action,
        closed_by
        """;

    private const string SelectOne = $"SELECT {Columns} FROM tasks WHERE task_id = ?1";

    // The task itself, or the one before where it was if it is gone.
    private const string SelectPlace = "SELECT opened_at FROM tasks WHERE task_id <= ?1 ORDER BY task_id DESC LIMIT 1";

    public static HumanTask? Find(Connection connection, string id) =>
        connection.Prepared(SelectOne).Bind(1, id).First(Task);

    /// <summary>Lists tasks, the newest first.</summary>
    public static IReadOnlyList<HumanTask> List(Connection connection, HumanTaskQuery query)
    {
        var before = long.MaxValue;
        if (query.After is { } after)
        {
            if (connection.Prepared(SelectPlace).Bind(1, after).First(static row => (long?)row.Int64(0)) is not { } place)
            {
                return [];
            }

            before = place;
        }

        var rows = connection.Prepared(Sql(query)).Bind(1, before).Bind(2, query.After ?? "").Bind(3, query.Limit);
        if (query.RunId is { } runId)
        {
            rows.Bind(4, runId.Value);
        }

        return rows.All(Task);
    }

    /// <summary>Only the conditions that are asked for. Without a status and a run, those of each status are merged.</summary>
    internal static string Sql(HumanTaskQuery query)
    {
        string[] statuses = query.Status is { } status ? [TaskStatusNames.Of(status)] : [.. TaskStatusNames.All];
        var places = query.RunId is null
            ? string.Join(" UNION ALL ", statuses.Select(one => $"SELECT * FROM ({Places($" AND status = '{one}'")})"))
            : Places(" AND run_id = ?4" + (query.Status is null ? "" : $" AND status = '{statuses[0]}'"));
        return $"""
            SELECT {Columns}
            FROM (SELECT opened_at AS place, task_id AS id FROM ({places}) ORDER BY 1 DESC, 2 DESC LIMIT ?3)
            CROSS JOIN tasks ON task_id = id
            ORDER BY place DESC, id DESC
            """;
    }

    private static string Places(string conditions) => $"""
        SELECT opened_at, task_id FROM tasks WHERE (opened_at, task_id) < (?1, ?2){conditions}
        ORDER BY opened_at DESC, task_id DESC LIMIT ?3
        """;

    internal static HumanTask Task(Statement row)
    {
        var id = row.Text(0);
        return new HumanTask
        {
            Id = id,
            RunId = new RunId(row.Text(1)),
            Activation = (int)row.Int64(2),
            Workflow = row.Text(3),
            StepPath = row.Text(4),
            Title = row.Text(5),
            Body = row.OptionalText(6),
            Assign = StoredJson.Parse(row.OptionalUtf8(7), $"the assignment of task '{id}'"),
            Actions = StoredJson.Parse(row.Utf8(8), $"the actions of task '{id}'").TryGetArray(out var actions)
                ? [.. actions.Select(static action => action.ToString())]
                : throw StoreFailure.BadRow($"task '{id}'", "its actions are no array."),
            Status = TaskStatusNames.Parse(row.Text(9))
                ?? throw StoreFailure.BadRow($"task '{id}'", $"its status '{row.Text(9)}' is not known."),
            OpenedAt = Moments.FromTicks(row.Int64(10)),
            DueAt = Moments.FromTicks(row.OptionalInt64(11)),
            ClosedAt = Moments.FromTicks(row.OptionalInt64(12)),
            Action = row.OptionalText(13),
            By = row.OptionalText(14),
        };
    }
}
