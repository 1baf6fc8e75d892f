using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>Marks events as dispatched and sends them to the runs that wait for them. One that is dispatched already is left.</summary>
internal sealed class DispatchWrite(IReadOnlyList<BusEvent> events) : PendingWrite<IReadOnlyList<RunId>>
{
    private const string Mark =
        "UPDATE events SET is_dispatched = 1 WHERE event_id = ?1 AND is_dispatched = 0 RETURNING number";

    // From one pattern to the next, however many wait for each.
    public const string SelectPatterns = """
        WITH RECURSIVE patterns (name) AS (
            SELECT min(name) FROM waits WHERE kind = 'event' AND is_pattern = 1
            UNION ALL
            SELECT (SELECT min(name) FROM waits WHERE kind = 'event' AND is_pattern = 1 AND name > patterns.name)
            FROM patterns WHERE patterns.name IS NOT NULL)
        SELECT name FROM patterns WHERE name IS NOT NULL
        """;

    private IReadOnlyList<RunId> _notified = [];

    protected override IReadOnlyList<RunId> Outcome => _notified;

    protected override Exception? Apply(Connection connection)
    {
        var scope = new WriteScope(connection, 0);
        List<string>? patterns = null;
        foreach (var message in events)
        {
            if (connection.Prepared(Mark).Bind(1, message.Id).First(static row => (long?)row.Int64(0)) is not { } number)
            {
                continue;
            }

            EventDelivery.SendToSubject(scope, number, message.Subject);
            patterns ??= connection.Prepared(SelectPatterns).All(static row => row.Text(0));
            foreach (var pattern in patterns.Where(pattern => SubjectPattern.Matches(pattern, message.Subject)))
            {
                EventDelivery.SendToPattern(scope, number, pattern);
            }
        }

        _notified = scope.Notified;
        return null;
    }
}
