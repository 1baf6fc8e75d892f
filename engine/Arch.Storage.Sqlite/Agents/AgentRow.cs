using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>A row of the agents, without its definition and state.</summary>
internal sealed record AgentRow
{
    public const string Columns = """
        number, name, status, failures, restart_at, reason, wakes, owner, epoch, crashes, starts, pending, handled, dead, last_at,
        next_due, idle_stop, most_mail, most_bytes, most_lines, type, title
        """;

    private const string SelectOne = $"SELECT {Columns} FROM agents WHERE name = ?1";

    private const string Update = """
        UPDATE agents SET status = ?2, failures = ?3, restart_at = ?4, reason = ?5, wakes = ?6, crashes = ?7, starts = ?8, pending = ?9,
            handled = ?10, dead = ?11, last_at = ?12, next_due = ?13, wake_at = ?14
        WHERE number = ?1
        """;

    public required long Number { get; init; }

    public required string Name { get; init; }

    public required AgentLife Life { get; init; }

    public string? Owner { get; init; }

    public long Epoch { get; init; }

    public long Crashes { get; init; }

    public long Starts { get; init; }

    public long Pending { get; init; }

    public long Handled { get; init; }

    public long Dead { get; init; }

    public long? LastAt { get; init; }

    public long? NextDue { get; init; }

    public long? IdleStop { get; init; }

    public long MostMail { get; init; }

    public long MostBytes { get; init; }

    public long MostLines { get; init; }

    public required string Type { get; init; }

    public string? Title { get; init; }

    public long? IdleAt => LastAt + IdleStop;

    public DateTimeOffset? WakeAt => Life.WakeAt(Moments.FromTicks(NextDue), Moments.FromTicks(IdleAt));

    public AgentSummary Summary => new()
    {
        Agent = Name,
        Type = Type,
        Life = Life,
        Pending = Pending,
        Handled = Handled,
        Dead = Dead,
        LastAt = Moments.FromTicks(LastAt),
        Title = Title,
    };

    public static AgentRow? Find(Connection connection, string name) => connection.Prepared(SelectOne).Bind(1, name).First(Read);

    public static AgentRow Read(Statement row) => new()
    {
        Number = row.Int64(0),
        Name = row.Text(1),
        Life = new AgentLife
        {
            Status = AgentNames.Status(row.Text(2)),
            Failures = (int)row.Int64(3),
            RestartAt = Moments.FromTicks(row.OptionalInt64(4)),
            Reason = row.OptionalText(5),
            WakesOnMessage = row.Bool(6),
        },
        Owner = row.OptionalText(7),
        Epoch = row.Int64(8),
        Crashes = row.Int64(9),
        Starts = row.Int64(10),
        Pending = row.Int64(11),
        Handled = row.Int64(12),
        Dead = row.Int64(13),
        LastAt = row.OptionalInt64(14),
        NextDue = row.OptionalInt64(15),
        IdleStop = row.OptionalInt64(16),
        MostMail = row.Int64(17),
        MostBytes = row.Int64(18),
        MostLines = row.Int64(19),
        Type = row.Text(20),
        Title = row.OptionalText(21),
    };

    /// <summary>Writes what changes while an agent lives.</summary>
    public void Save(Connection connection) => connection.Prepared(Update)
        .Bind(1, Number).Bind(2, AgentNames.Of(Life.Status)).Bind(3, Life.Failures).Bind(4, Moments.ToTicks(Life.RestartAt))
        .Bind(5, Life.Reason).Bind(6, Life.WakesOnMessage).Bind(7, Crashes).Bind(8, Starts).Bind(9, Pending).Bind(10, Handled)
        .Bind(11, Dead).Bind(12, LastAt).Bind(13, NextDue).Bind(14, Moments.ToTicks(WakeAt))
        .Run();
}
