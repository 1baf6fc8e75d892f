using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Single runs and their owners.</summary>
internal static class RunReading
{
    private const string Select = $"SELECT {RunRow.Columns} FROM runs WHERE run_id = ?1";

    private const string SelectOwner =
        "SELECT owner FROM runs WHERE run_id = ?1 AND ended_at IS NULL AND status <> 'parked'";

    // From one owner to the next, however many runs each has.
    public const string SelectOwners = """
        WITH RECURSIVE owners (owner) AS (
            SELECT min(owner) FROM runs WHERE owner IS NOT NULL
            UNION ALL
            SELECT (SELECT min(owner) FROM runs WHERE owner IS NOT NULL AND owner > owners.owner)
            FROM owners WHERE owners.owner IS NOT NULL)
        SELECT owner FROM owners WHERE owner IS NOT NULL
        """;

    public const string SelectNextDue = """
        SELECT due_at FROM runs INDEXED BY runs_due
        WHERE owner IS NULL AND status = 'waiting' AND due_at IS NOT NULL ORDER BY due_at LIMIT 1
        """;

    // The messages are few, the runs are many.
    public const string SelectNotified = """
        SELECT DISTINCT inbox.run_id FROM inbox CROSS JOIN runs ON runs.run_id = inbox.run_id WHERE runs.owner = ?1
        """;

    public static RunSummary? Find(Connection connection, RunId runId) =>
        connection.Prepared(Select).Bind(1, runId.Value).First(row => RunRow.Read(connection, row));

    /// <summary>Tells whether a run can have an owner, and which it has.</summary>
    public static (bool IsClaimable, string? Owner) OwnerOf(Connection connection, RunId runId) =>
        connection.Prepared(SelectOwner).Bind(1, runId.Value).First(static row => (true, row.OptionalText(0)));

    /// <summary>Gets all that own runs.</summary>
    public static IReadOnlyList<string> Owners(Connection connection) =>
        connection.Prepared(SelectOwners).All(static row => row.Text(0));

    /// <summary>Gets the earliest moment of the runs that nobody owns.</summary>
    public static DateTimeOffset? NextDue(Connection connection) =>
        connection.Prepared(SelectNextDue).First(static row => Moments.FromTicks(row.OptionalInt64(0)));

    /// <summary>Gets the runs of an owner that have messages.</summary>
    public static IReadOnlyList<RunId> Notified(Connection connection, string owner) =>
        connection.Prepared(SelectNotified).Bind(1, owner).All(static row => new RunId(row.Text(0)));
}
