using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Connections;
using Arch.Triggers.Ports;

namespace Arch.Storage.Sqlite.Triggers;

/// <summary>Firings as rows.</summary>
internal static class FiringRows
{
    private const string Columns = "number, workflow, trigger, at, key, key_expires_at, status, due_at, run_id, reason, data, inputs";

    private const string FreeKey =
        "UPDATE firings SET key = NULL WHERE workflow = ?1 AND trigger = ?2 AND key = ?3 AND status <> 'waiting' AND key_expires_at <= ?4";

    private const string Insert = """
        INSERT INTO firings (workflow, trigger, at, key, key_expires_at, status, due_at, run_id, reason, data, inputs)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (workflow, trigger, key) WHERE key IS NOT NULL DO NOTHING
        RETURNING number
        """;

    private const string TakePlace = """
        UPDATE firings SET key = NULL WHERE workflow = ?1 AND trigger = ?2 AND key = ?3 AND status <> 'waiting'
        """;

    private const string Replace = """
        UPDATE firings SET at = ?4, due_at = ?5, run_id = ?6, data = ?7, inputs = ?8
        WHERE workflow = ?1 AND trigger = ?2 AND key = ?3 AND status = 'waiting'
        RETURNING number
        """;

    private const string Due = $"SELECT {Columns} FROM firings WHERE status = 'waiting' AND due_at <= ?1 ORDER BY due_at, number LIMIT ?2";

    private const string Finish =
        "UPDATE firings SET status = ?2, run_id = ?3, reason = ?4, due_at = NULL, data = NULL, inputs = NULL WHERE number = ?1";

    private const string LastRun =
        "SELECT run_id FROM firings WHERE workflow = ?1 AND trigger = ?2 AND status = 'started' ORDER BY number DESC LIMIT 1";

    private const string Forget =
        "DELETE FROM firings WHERE number IN (SELECT number FROM firings WHERE status <> 'waiting' AND at < ?1 AND (key IS NULL OR key_expires_at IS NULL OR key_expires_at < ?2) LIMIT ?3)";

    public static long? Add(Connection connection, Firing firing, DateTimeOffset now)
    {
        if (firing.Key is { } key)
        {
            connection.Prepared(FreeKey).Bind(1, firing.Workflow).Bind(2, firing.Trigger).Bind(3, key).Bind(4, Moments.ToTicks(now)).Run();
        }

        return connection.Prepared(Insert)
            .Bind(1, firing.Workflow).Bind(2, firing.Trigger).Bind(3, Moments.ToTicks(firing.At)).Bind(4, firing.Key)
            .Bind(5, Moments.ToTicks(firing.KeyExpiresAt)).Bind(6, Name(firing.Status)).Bind(7, Moments.ToTicks(firing.DueAt))
            .Bind(8, firing.RunId?.Value).Bind(9, firing.Reason).Bind(10, Json(firing, firing.Data)).Bind(11, Json(firing, firing.Inputs))
            .First(static row => (long?)row.Int64(0));
    }

    public static long ReplaceWaiting(Connection connection, Firing firing, DateTimeOffset now)
    {
        connection.Prepared(TakePlace).Bind(1, firing.Workflow).Bind(2, firing.Trigger).Bind(3, firing.Key).Run();
        return connection.Prepared(Replace)
            .Bind(1, firing.Workflow).Bind(2, firing.Trigger).Bind(3, firing.Key).Bind(4, Moments.ToTicks(firing.At))
            .Bind(5, Moments.ToTicks(firing.DueAt)).Bind(6, firing.RunId?.Value).Bind(7, Json(firing, firing.Data)).Bind(8, Json(firing, firing.Inputs))
            .First(static row => (long?)row.Int64(0))
            ?? Add(connection, firing, now)!.Value; // nothing has its key now
    }

    public static IReadOnlyList<Firing> ListDue(Connection connection, DateTimeOffset now, int limit) =>
        connection.Prepared(Due).Bind(1, Moments.ToTicks(now)).Bind(2, limit).All(Read);

    public static int FinishOne(Connection connection, long number, FiringStatus status, RunId? runId, string? reason) =>
        connection.Prepared(Finish).Bind(1, number).Bind(2, Name(status)).Bind(3, runId?.Value).Bind(4, reason).Run();

    public static RunId? FindLastRun(Connection connection, string workflow, string trigger) =>
        connection.Prepared(LastRun).Bind(1, workflow).Bind(2, trigger).First(static row => (RunId?)new RunId(row.Text(0)));

    public static int ForgetSome(Connection connection, DateTimeOffset before, DateTimeOffset now, int limit) =>
        connection.Prepared(Forget).Bind(1, Moments.ToTicks(before)).Bind(2, Moments.ToTicks(now)).Bind(3, limit).Run();

    public static IReadOnlyList<Firing> List(Connection connection, FiringQuery query)
    {
        var conditions = new List<string> { "number < ?1" };
        if (query.Workflow is not null)
        {
            conditions.Add("workflow = ?2");
        }

        if (query.Trigger is not null)
        {
            conditions.Add("trigger = ?3");
        }

        if (query.Status is not null)
        {
            conditions.Add("status = ?4");
        }

        var statement = connection.Prepared($"SELECT {Columns} FROM firings WHERE {string.Join(" AND ", conditions)} ORDER BY number DESC LIMIT ?5")
            .Bind(1, query.After ?? long.MaxValue).Bind(5, query.Limit);
        if (query.Workflow is { } workflow)
        {
            statement.Bind(2, workflow);
        }

        if (query.Trigger is { } trigger)
        {
            statement.Bind(3, trigger);
        }

        if (query.Status is { } status)
        {
            statement.Bind(4, Name(status));
        }

        return statement.All(Read);
    }

    private static Firing Read(Statement row) => new()
    {
        Number = row.Int64(0),
        Workflow = row.Text(1),
        Trigger = row.Text(2),
        At = Moments.FromTicks(row.Int64(3)),
        Key = row.OptionalText(4),
        KeyExpiresAt = Moments.FromTicks(row.OptionalInt64(5)),
        Status = Enum.Parse<FiringStatus>(row.Text(6), ignoreCase: true),
        DueAt = Moments.FromTicks(row.OptionalInt64(7)),
        RunId = row.OptionalText(8) is { } runId ? new RunId(runId) : null,
        Reason = row.OptionalText(9),
        Data = Value(row.OptionalUtf8(10)),
        Inputs = Value(row.OptionalUtf8(11)),
    };

    private static Value Value(byte[]? json) => json is null ? Expressions.Values.Value.Undefined : ValueJson.Parse(json, ValueDepth.InRecords);

    // What was started can be seen in the run; it is kept here only as long as it is needed to start one.
    private static string? Json(Firing firing, Value value) =>
        firing.Status == FiringStatus.Waiting && !value.IsUndefined ? ValueJson.ToJson(value) : null;

    private static string Name(FiringStatus status) => status.ToString().ToLowerInvariant();
}
