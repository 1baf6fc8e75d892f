using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>What runs wait for.</summary>
internal static class WaitRows
{
    private const string Insert = """
        INSERT INTO waits (run_id, activation, leaf, kind, name, is_pattern, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO NOTHING
        """;

    private const string Delete = "DELETE FROM waits WHERE run_id = ?1 AND activation = ?2";
    private const string DeleteAll = "DELETE FROM waits WHERE run_id = ?1";

    private const string SelectOfSubject =
        "SELECT number FROM events WHERE subject = ?1 AND at >= ?2 ORDER BY at DESC, number DESC LIMIT ?3";

    private const string SelectSince =
        "SELECT number, subject FROM events WHERE at >= ?1 ORDER BY at DESC, number DESC";

    /// <summary>Opens a wait, and sends the run the events that came since the moment it counts from.</summary>
    public static void Open(WriteScope scope, string runId, OpenWait wait)
    {
        var isPattern = wait.Kind == RunMessageKind.Event && SubjectPattern.IsPattern(wait.Name);
        scope.Connection.Prepared(Insert)
            .Bind(1, runId).Bind(2, wait.Activation).Bind(3, wait.Leaf).Bind(4, MessageKindNames.Of(wait.Kind))
            .Bind(5, wait.Name).Bind(6, isPattern).Bind(7, Moments.ToTicks(wait.Since))
            .Run();
        if (wait is { Kind: RunMessageKind.Event, Since: { } since })
        {
            var earlier = isPattern ? OfPattern(scope, wait.Name, since) : OfSubject(scope, wait.Name, since);
            earlier.Reverse();
            earlier.ForEach(number => EventDelivery.SendToRun(scope, number, runId));
        }
    }

    /// <summary>Ends the waits of an activation.</summary>
    public static void Close(WriteScope scope, string runId, int activation) =>
        scope.Connection.Prepared(Delete).Bind(1, runId).Bind(2, activation).Run();

    /// <summary>Ends all waits of a run.</summary>
    public static void CloseAll(WriteScope scope, string runId) => scope.Connection.Prepared(DeleteAll).Bind(1, runId).Run();

    private static List<long> OfSubject(WriteScope scope, string subject, DateTimeOffset since) =>
        scope.Connection.Prepared(SelectOfSubject)
            .Bind(1, subject).Bind(2, Moments.ToTicks(since)).Bind(3, EventMessages.MostEarlier)
            .All(static row => row.Int64(0));

    private static List<long> OfPattern(WriteScope scope, string pattern, DateTimeOffset since)
    {
        var found = new List<long>();
        var row = scope.Connection.Prepared(SelectSince).Bind(1, Moments.ToTicks(since));
        try
        {
            while (found.Count < EventMessages.MostEarlier && row.Step())
            {
                if (SubjectPattern.Matches(pattern, row.Text(1)))
                {
                    found.Add(row.Int64(0));
                }
            }
        }
        finally
        {
            row.Reset();
        }

        return found;
    }
}
