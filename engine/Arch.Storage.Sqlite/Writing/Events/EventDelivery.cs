namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>
/// Sends events as messages to runs. A message refers to its event, whose data is kept once however many runs get it.
/// </summary>
internal static class EventDelivery
{
    private const string Columns = "INSERT INTO inbox (run_id, message_id, kind, name, event, at)";

    // A run with several waits, or a message of the event already, gets one; only unfinished runs have waits.
    private const string ToWaits = $"""
        {Columns}
        SELECT DISTINCT waits.run_id, 'event/' || events.event_id, 'event', events.subject, events.number, events.at
        FROM events CROSS JOIN waits
        WHERE events.number = ?1 AND waits.name = ?2 AND waits.kind = 'event' AND waits.is_pattern =
        """;

    public const string ToSubject = $"{ToWaits} 0 ON CONFLICT DO NOTHING RETURNING run_id";
    public const string ToPattern = $"{ToWaits} 1 ON CONFLICT DO NOTHING RETURNING run_id";

    private const string ToRun = $"""
        {Columns}
        SELECT ?2, 'event/' || event_id, 'event', subject, number, at FROM events WHERE number = ?1 ON CONFLICT DO NOTHING
        """;

    /// <summary>Sends an event to the runs that wait for its subject.</summary>
    public static void SendToSubject(WriteScope scope, long number, string subject) => Send(scope, ToSubject, number, subject);

    /// <summary>Sends an event to the runs that wait for a pattern.</summary>
    public static void SendToPattern(WriteScope scope, long number, string pattern) => Send(scope, ToPattern, number, pattern);

    /// <summary>Sends an event to one run.</summary>
    public static void SendToRun(WriteScope scope, long number, string runId)
    {
        if (scope.Connection.Prepared(ToRun).Bind(1, number).Bind(2, runId).Run() == 1)
        {
            scope.Notify(runId);
        }
    }

    private static void Send(WriteScope scope, string sql, long number, string name)
    {
        foreach (var runId in scope.Connection.Prepared(sql).Bind(1, number).Bind(2, name).All(static row => row.Text(0)))
        {
            scope.Notify(runId);
        }
    }
}
