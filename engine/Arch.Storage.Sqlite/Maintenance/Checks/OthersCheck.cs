using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Reading;

namespace Arch.Storage.Sqlite.Maintenance.Checks;

/// <summary>Whether messages, waits, tasks, permits and events can be read and belong to runs that are there.</summary>
internal static class OthersCheck
{
    public static void Run(CheckContext context)
    {
        foreach (var (table, what) in (ReadOnlySpan<(string, string)>)
            [("inbox", "messages"), ("waits", "waits"), ("permits", "permits")])
        {
            context.Each(
                table,
                $"""
                SELECT run_id, count(*) FROM {table}
                WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.run_id = {table}.run_id AND ended_at IS NULL) GROUP BY run_id
                """,
                row => context.Report(table, row.Text(0), $"It has {row.Int64(1)} {what}, but it has ended or is not there."));
        }

        context.Each(
            "tasks",
            "SELECT task_id, run_id FROM tasks WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.run_id = tasks.run_id AND (ended_at IS NULL OR tasks.status <> 'open'))",
            row => context.Report("tasks", row.Text(1), $"Its task '{row.Text(0)}' is open after its end, or the run is not there."));
        Readable(context);
    }

    private static void Readable(CheckContext context)
    {
        context.Each(
            "inbox",
            "SELECT DISTINCT run_id FROM inbox",
            row => InboxReading.Read(context.Connection, new RunId(row.Text(0))),
            row => row.Text(0));
        context.Each(
            "waits",
            "SELECT DISTINCT run_id FROM waits",
            row => WaitReading.List(context.Connection, new RunId(row.Text(0))),
            row => row.Text(0));
        context.Each("tasks", $"SELECT {TaskReading.Columns} FROM tasks", row => TaskReading.Task(row), row => row.Text(1));
        context.Each("events", $"SELECT {EventRow.Columns} FROM events", row => EventRow.Read(row));
        context.Each("cache", "SELECT key, outputs FROM cache", row =>
            StoredJson.Parse(row.Utf8(1), $"what is kept under '{row.Text(0)}'"));
    }
}
