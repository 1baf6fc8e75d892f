using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Writing.Messages;

namespace Arch.Storage.Sqlite.Writing.Permits;

/// <summary>
/// Who holds permits and who waits for them. The holders of a key are in the order in which they got it, those who wait in the
/// order of their turn.
/// </summary>
internal static class PermitRows
{
    private const string Exists = "SELECT 1 FROM permits WHERE run_id = ?1 AND activation = ?2 AND key = ?3";
    private const string Count = "SELECT count(*) FROM permits WHERE key = ?1 AND is_granted = ?2";
    private const string FirstPlace = "SELECT min(place) FROM permits WHERE key = ?1 AND is_granted = ?2";
    private const string LastPlace = "SELECT max(place) FROM permits WHERE key = ?1 AND is_granted = ?2";

    // Those that wait in the order in which they asked have places from 1, those that replace somebody stand before them.
    private const string Replacing = "SELECT count(*) FROM permits WHERE key = ?1 AND is_granted = ?2 AND place < 1";

    private const string Holders =
        "SELECT run_id, activation FROM permits WHERE key = ?1 AND is_granted = 1 ORDER BY place";

    private const string Next =
        "SELECT run_id, activation, most FROM permits WHERE key = ?1 AND is_granted = 0 ORDER BY place LIMIT 1";

    private const string Insert = """
        INSERT INTO permits (run_id, activation, key, most, is_granted, place, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string Grant = """
        UPDATE permits SET is_granted = 1, place = ?4, since = ?5 WHERE run_id = ?1 AND activation = ?2 AND key = ?3
        """;

    private const string Delete = "DELETE FROM permits WHERE run_id = ?1 AND activation = ?2 RETURNING key";
    private const string DeleteAll = "DELETE FROM permits WHERE run_id = ?1 RETURNING key";

    /// <summary>Asks for a permit. Who has asked already keeps what came of it.</summary>
    public static void Ask(WriteScope scope, string runId, PermitRequest request)
    {
        var key = request.Key;
        if (scope.Connection.Prepared(Exists).Bind(1, runId).Bind(2, request.Activation).Bind(3, key).Any())
        {
            return;
        }

        var answer = request.Decide(Of(scope, Count, key, isGranted: true) ?? 0, Of(scope, Count, key, isGranted: false) ?? 0);
        switch (answer)
        {
            case PermitAnswer.Granted:
                Add(scope, runId, request, isGranted: true, After(scope, key, isGranted: true));
                Send(scope, PermitMessages.Granted(new RunId(runId), request.Activation, key, scope.At));
                break;
            case PermitAnswer.Waits:
                Add(scope, runId, request, isGranted: false, After(scope, key, isGranted: false));
                break;
            case PermitAnswer.WaitsInFront:
                Replace(scope, runId, request);
                break;
            case PermitAnswer.LimitReached:
                Refuse(scope, runId, request, "limit");
                break;
            case PermitAnswer.QueueFull:
                Refuse(scope, runId, request, "queue_full");
                break;
        }
    }

    /// <summary>Gives back what an activation holds, and ends its waiting.</summary>
    public static void Release(WriteScope scope, string runId, int activation) =>
        GrantNext(scope, scope.Connection.Prepared(Delete).Bind(1, runId).Bind(2, activation).All(static row => row.Text(0)));

    /// <summary>Gives back what a run holds, and ends its waiting.</summary>
    public static void ReleaseAll(WriteScope scope, string runId) =>
        GrantNext(scope, scope.Connection.Prepared(DeleteAll).Bind(1, runId).All(static row => row.Text(0)));

    private static void Replace(WriteScope scope, string runId, PermitRequest request)
    {
        var holders = HoldersOf(scope, request.Key);
        if (holders.Count > 0)
        {
            // Each of those that wait in front has told one of the oldest already.
            var told = (int)(Of(scope, Replacing, request.Key, isGranted: false) ?? 0);
            var oldest = holders[Math.Min(told, holders.Count - 1)];
            Send(scope, PermitMessages.Replaced(oldest.RunId, oldest.Activation, request.Key, new RunId(runId), scope.At));
        }

        Add(scope, runId, request, isGranted: false, (Of(scope, FirstPlace, request.Key, isGranted: false) ?? 1) - 1);
    }

    private static void Refuse(WriteScope scope, string runId, PermitRequest request, string reason)
    {
        var holders = HoldersOf(scope, request.Key).Select(holder => holder.RunId).Distinct();
        Send(scope, PermitMessages.Refused(new RunId(runId), request.Activation, request.Key, reason, holders, scope.At));
    }

    // Whose turn it is goes first even when a later one asked under a higher limit, so that nobody waits for ever.
    private static void GrantNext(WriteScope scope, List<string> keys)
    {
        foreach (var key in keys)
        {
            while (scope.Connection.Prepared(Next).Bind(1, key).First(Waiting.Read) is { } next
                && Of(scope, Count, key, isGranted: true) < next.Most)
            {
                scope.Connection.Prepared(Grant)
                    .Bind(1, next.RunId).Bind(2, next.Activation).Bind(3, key).Bind(4, After(scope, key, isGranted: true))
                    .Bind(5, scope.Moment)
                    .Run();
                Send(scope, PermitMessages.Granted(new RunId(next.RunId), next.Activation, key, scope.At));
            }
        }
    }

    private static void Add(WriteScope scope, string runId, PermitRequest request, bool isGranted, long place) =>
        scope.Connection.Prepared(Insert)
            .Bind(1, runId).Bind(2, request.Activation).Bind(3, request.Key).Bind(4, request.Limit).Bind(5, isGranted)
            .Bind(6, place).Bind(7, scope.Moment)
            .Run();

    private static long After(WriteScope scope, string key, bool isGranted) => (Of(scope, LastPlace, key, isGranted) ?? 0) + 1;

    private static List<(RunId RunId, int Activation)> HoldersOf(WriteScope scope, string key) =>
        scope.Connection.Prepared(Holders).Bind(1, key).All(static row => (new RunId(row.Text(0)), (int)row.Int64(1)));

    private static void Send(WriteScope scope, RunMessage message) => InboxRows.Add(scope, EncodedMessage.Of(message));

    private static long? Of(WriteScope scope, string sql, string key, bool isGranted) =>
        scope.Connection.Prepared(sql).Bind(1, key).Bind(2, isGranted).First(static row => row.OptionalInt64(0));

    private sealed record Waiting(string RunId, int Activation, long Most)
    {
        public static Waiting Read(Statement row) => new(row.Text(0), (int)row.Int64(1), row.Int64(2));
    }
}
