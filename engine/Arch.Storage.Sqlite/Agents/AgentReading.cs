using System.Text.Json;
using Arch.Agents.Ports;
using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>Reads agents and what waits for them.</summary>
internal static class AgentReading
{
    private const string SelectContent = "SELECT definition, state FROM agents WHERE number = ?1";
    private const string SelectNumber = "SELECT number FROM agents WHERE name = ?1";
    private const string SelectMail = $"SELECT {MailRows.Columns} FROM mail WHERE agent = ?1 ORDER BY rank, number LIMIT ?2";
    private const string SelectDead = $"SELECT {MailRows.CommonColumns}, NULL, error, at FROM dead WHERE agent = ?1 ORDER BY number DESC LIMIT ?2";
    private const string SelectOutbox = "SELECT number, agent, kind, id, name, data, at FROM outbox WHERE number > ?1 ORDER BY number LIMIT ?2";

    private const string SelectReady = """
        SELECT name, crashes > 0 FROM agents WHERE owner = ?1 AND wake_at <= ?2 ORDER BY wake_at LIMIT ?3
        """;

    private const string SelectNextWake = "SELECT wake_at FROM agents WHERE owner = ?1 AND wake_at IS NOT NULL ORDER BY wake_at LIMIT 1";

    public static AgentRestart AnyRestart { get; } = new();

    public static AgentDefinition Definition(Connection connection, long number) =>
        Parse(connection.Prepared(SelectContent).Bind(1, number).First(static row => row.Utf8(0))!, number); // a row that was just read is there

    public static (AgentDefinition Definition, byte[]? State)? Content(Connection connection, string agent) =>
        Number(connection, agent) is { } number
            ? connection.Prepared(SelectContent).Bind(1, number).First(row => ((AgentDefinition, byte[]?)?)(Parse(row.Utf8(0), number), row.OptionalUtf8(1)))
            : null;

    public static long? Number(Connection connection, string agent) =>
        connection.Prepared(SelectNumber).Bind(1, agent).First(static row => (long?)row.Int64(0));

    public static IReadOnlyList<AgentSummary> List(Connection connection, AgentQuery query)
    {
        var condition = query.Status is null ? "" : " AND status = ?3";
        var rows = connection.Prepared($"SELECT {AgentRow.Columns} FROM agents WHERE name > ?1{condition} ORDER BY name LIMIT ?2")
            .Bind(1, query.After ?? "").Bind(2, query.Limit);
        if (query.Status is { } status)
        {
            rows.Bind(3, AgentNames.Of(status));
        }

        return rows.All(static row => AgentRow.Read(row).Summary);
    }

    public static IReadOnlyList<AgentMail> Mail(Connection connection, string agent, int limit) => Number(connection, agent) is { } number
        ? connection.Prepared(SelectMail).Bind(1, number).Bind(2, limit).All(row => MailRows.Read(row, agent))
        : [];

    public static IReadOnlyList<DeadLetter> Dead(Connection connection, string agent, int limit) => Number(connection, agent) is { } number
        ? connection.Prepared(SelectDead).Bind(1, number).Bind(2, limit)
            .All(row => new DeadLetter(MailRows.Read(row, agent), row.Text(10), Moments.FromTicks(row.Int64(11))))
        : [];

    public static IReadOnlyList<OutboxItem> Outbox(Connection connection, long after, int limit) =>
        connection.Prepared(SelectOutbox).Bind(1, after).Bind(2, limit).All(static row => new OutboxItem
        {
            Number = row.Int64(0),
            Agent = row.Text(1),
            Kind = AgentNames.Outbox(row.Text(2)),
            Id = row.Text(3),
            Name = row.Text(4),
            Data = row.OptionalUtf8(5),
            At = Moments.FromTicks(row.Int64(6)),
        });

    public static IReadOnlyList<ReadyAgent> Ready(Connection connection, string owner, DateTimeOffset now, int limit) =>
        connection.Prepared(SelectReady).Bind(1, owner).Bind(2, Moments.ToTicks(now)).Bind(3, limit)
            .All(static row => new ReadyAgent(row.Text(0), row.Bool(1)));

    public static DateTimeOffset? NextWake(Connection connection, string owner) =>
        Moments.FromTicks(connection.Prepared(SelectNextWake).Bind(1, owner).First(static row => (long?)row.Int64(0)));

    /// <summary>Reads what is needed to handle the next message; the definition is not read yet.</summary>
    public static FoundWork? Work(Connection connection, AgentRow row, DateTimeOffset now)
    {
        if (!(row.WakeAt <= now))
        {
            return null;
        }

        var ticks = Moments.ToTicks(now);
        var (definition, state) = connection.Prepared(SelectContent).Bind(1, row.Number)
            .First(static one => (one.Utf8(0), one.OptionalUtf8(1)));
        return new FoundWork(
            row,
            definition,
            state,
            row.Life.MayHandle(now) ? MailRows.FindDue(connection, row.Number, row.Name, ticks) : null,
            !(row.NextDue <= ticks) && row.IdleAt <= ticks);
    }

    private static AgentDefinition Parse(byte[] json, long number)
    {
        try
        {
            return AgentDefinitionJson.Read(json);
        }
        catch (JsonException exception)
        {
            throw StoreFailure.BadRow($"agent number {number}", $"its definition is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Work as it was found. What takes time to make of it is made after the writer has gone on.</summary>
    internal sealed record FoundWork(AgentRow Row, byte[] Definition, byte[]? State, AgentMail? Mail, bool IsIdle)
    {
        public AgentWork ToWork() => new()
        {
            Definition = Parse(Definition, Row.Number),
            Epoch = Row.Epoch,
            Life = Row.Life,
            State = State,
            Mail = Mail,
            Crashes = (int)Row.Crashes,
            IsIdle = IsIdle,
        };
    }
}
