using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>The human tasks.</summary>
internal static class TaskRows
{
    private const string Insert = """
        INSERT INTO tasks (task_id, run_id, activation, workflow, step_path, title, body, assign, actions, status, opened_at, due_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT DO UPDATE SET activation = ?3, workflow = ?4, step_path = ?5, title = ?6, body = ?7, assign = ?8, actions = ?9,
            status = ?10, opened_at = ?11, due_at = ?12, closed_at = NULL, action = NULL, closed_by = NULL
        """;

    private const string CloseOne = """
        UPDATE tasks SET status = ?3, closed_at = ?4, action = ?5, closed_by = ?6
        WHERE run_id = ?1 AND activation = ?2 AND status = 'open'
        """;

    private const string CancelOpen =
        "UPDATE tasks SET status = 'cancelled', closed_at = ?2 WHERE run_id = ?1 AND status = 'open'";

    /// <summary>Opens a task.</summary>
    public static void Open(WriteScope scope, EncodedTask encoded)
    {
        var task = encoded.Task;
        scope.Connection.Prepared(Insert)
            .Bind(1, task.Id).Bind(2, task.RunId.Value).Bind(3, task.Activation).Bind(4, task.Workflow).Bind(5, task.StepPath)
            .Bind(6, task.Title).Bind(7, task.Body).Bind(8, encoded.Assign).Bind(9, encoded.Actions)
            .Bind(10, TaskStatusNames.Of(task.Status)).Bind(11, Moments.ToTicks(task.OpenedAt)).Bind(12, Moments.ToTicks(task.DueAt))
            .Run();
    }

    /// <summary>Ends a task.</summary>
    public static void Close(WriteScope scope, string runId, ClosedTask task) =>
        scope.Connection.Prepared(CloseOne)
            .Bind(1, runId).Bind(2, task.Activation).Bind(3, TaskStatusNames.Of(task.Status)).Bind(4, scope.Moment)
            .Bind(5, task.Action).Bind(6, task.By)
            .Run();

    /// <summary>Ends what is open of a run, which no longer needs it.</summary>
    public static void CancelAll(WriteScope scope, string runId) =>
        scope.Connection.Prepared(CancelOpen).Bind(1, runId).Bind(2, scope.Moment).Run();
}
