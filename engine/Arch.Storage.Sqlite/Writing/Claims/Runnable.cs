using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Claims;

/// <summary>
/// The searches for runs that something is to be done for; the second parameter is how many are wanted. Each names a small index
/// that holds hardly more than what is found. SQLite would choose another, because it does not know how small these are.
/// </summary>
internal static class Runnable
{
    /// <summary>Those of an owner who died, without suspects.</summary>
    public const string OfOwner = """
        SELECT run_id FROM runs INDEXED BY runs_owned
        WHERE owner = ?1 AND crashes = 0 AND ended_at IS NULL AND status <> 'parked' LIMIT ?2
        """;

    /// <summary>The suspect of an owner who died that has the most deaths, the oldest of several.</summary>
    public const string SuspectOfOwner = """
        SELECT run_id, crashes FROM runs INDEXED BY runs_suspect
        WHERE owner = ?1 AND crashes > 0 AND ended_at IS NULL AND status <> 'parked'
        ORDER BY crashes DESC, run_id LIMIT 1
        """;

    /// <summary>Those that an owner gave up while there was something to do.</summary>
    public const string Left =
        "SELECT run_id FROM runs INDEXED BY runs_left WHERE owner IS NULL AND status = 'running' LIMIT ?2";

    /// <summary>Those whose moment has come.</summary>
    public const string Due = """
        SELECT run_id FROM runs INDEXED BY runs_due
        WHERE owner IS NULL AND status = 'waiting' AND due_at IS NOT NULL AND due_at <= ?1
        ORDER BY due_at LIMIT ?2
        """;

    /// <summary>Those with messages. The messages are few, the runs are many.</summary>
    public const string WithMessages = """
        SELECT DISTINCT inbox.run_id FROM inbox CROSS JOIN runs ON runs.run_id = inbox.run_id
        WHERE runs.owner IS NULL AND runs.ended_at IS NULL AND runs.status <> 'parked' LIMIT ?2
        """;

    /// <summary>Tells whether nobody owns a run that something is to be done for.</summary>
    public static bool IsThere(Connection connection, DateTimeOffset now) =>
        connection.Prepared(Left).Bind(2, 1).Any()
        || connection.Prepared(Due).Bind(1, Moments.ToTicks(now)).Bind(2, 1).Any()
        || connection.Prepared(WithMessages).Bind(2, 1).Any();
}
