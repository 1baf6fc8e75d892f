using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Sdk.Agents;
using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>The rows of mailboxes.</summary>
internal static class MailRows
{
    public const string CommonColumns = "id, kind, subject, sender, data, reply_to, sent_at, due_at, attempts";
    public const string Columns = CommonColumns + ", expects";

    private const string IsKnown = """
        SELECT 1 FROM mail WHERE agent = ?1 AND id = ?2 UNION ALL SELECT 1 FROM handled WHERE agent = ?1 AND id = ?2 LIMIT 1
        """;

    private const string Insert = """
        INSERT INTO mail (agent, id, kind, rank, subject, sender, data, reply_to, sent_at, due_at, attempts, expects)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    private const string DeleteStart = "DELETE FROM mail WHERE agent = ?1 AND kind = 'start'";
    private const string DeleteTimer = "DELETE FROM mail WHERE agent = ?1 AND kind = 'timer' AND subject = ?2";
    private const string Earliest = "SELECT min(due_at) FROM mail WHERE agent = ?1";
    private const string SelectDue = $"SELECT {Columns} FROM mail WHERE agent = ?1 AND due_at <= ?2 ORDER BY rank, number LIMIT 1";

    private const string SelectAwaited = "SELECT expects FROM mail WHERE expects > ?1 ORDER BY expects LIMIT ?2";
    private const string SelectWaiting = "SELECT agents.name, mail.number FROM mail JOIN agents ON agents.number = mail.agent WHERE mail.expects = ?1";
    private const string UpdateArrived = "UPDATE mail SET expects = NULL, due_at = ?2, data = ?3 WHERE number = ?1";

    // Policies do not matter for a message that comes.
    private static readonly AgentRestart Any = new();

    /// <summary>Puts a message into the mailbox of an agent.</summary>
    public static MailResult Add(Connection connection, AgentMail mail)
    {
        if (AgentRow.Find(connection, mail.Agent) is not { } row)
        {
            return MailResult.Unknown;
        }

        if (connection.Prepared(IsKnown).Bind(1, row.Number).Bind(2, mail.Id).Any())
        {
            return MailResult.Duplicate;
        }

        if (mail.Data?.Length > row.MostBytes)
        {
            return MailResult.TooLarge;
        }

        if (mail.Kind == AgentMessageKind.Timer)
        {
            row = RemoveTimer(connection, row, mail.Subject);
        }

        if (row.Pending >= row.MostMail)
        {
            return MailResult.Full;
        }

        AddRow(connection, row, mail).Save(connection);
        return MailResult.Accepted;
    }

    /// <summary>Puts the message with which an agent starts in front of all others.</summary>
    public static AgentRow AddStart(Connection connection, AgentRow row, DateTimeOffset at)
    {
        row = row with { Starts = row.Starts + 1, Pending = row.Pending - connection.Prepared(DeleteStart).Bind(1, row.Number).Run() };
        return AddRow(connection, row, AgentMailRules.Start(row.Name, row.Starts, at));
    }

    public static AgentRow RemoveTimer(Connection connection, AgentRow row, string name)
    {
        var count = connection.Prepared(DeleteTimer).Bind(1, row.Number).Bind(2, name).Run();
        return count == 0 ? row : WithNextDue(connection, row with { Pending = row.Pending - count });
    }

    public static AgentRow WithNextDue(Connection connection, AgentRow row) =>
        row with { NextDue = connection.Prepared(Earliest).Bind(1, row.Number).First(static one => one.OptionalInt64(0)) };

    public static AgentMail? FindDue(Connection connection, long agent, string name, long now) =>
        connection.Prepared(SelectDue).Bind(1, agent).Bind(2, now).First(row => Read(row, name));

    public static IReadOnlyList<string> Awaited(Connection connection, string after, int limit) =>
        connection.Prepared(SelectAwaited).Bind(1, after).Bind(2, limit).All(static row => row.Text(0));

    /// <summary>Makes the messages due that wait for the end of a run.</summary>
    public static int Arrive(Connection connection, AgentRunEnd end, DateTimeOffset at)
    {
        var waiting = connection.Prepared(SelectWaiting).Bind(1, end.RunId).All(static row => (Agent: row.Text(0), Mail: row.Int64(1)));
        foreach (var (agent, mail) in waiting)
        {
            var row = AgentRow.Find(connection, agent)!; // its mail was found with it
            connection.Prepared(UpdateArrived)
                .Bind(1, mail).Bind(2, Moments.ToTicks(at)).Bind(3, AgentMailRules.DataOf(end, row.MostBytes))
                .Run();
            WithNextDue(connection, row with { Life = AgentLifecycle.After(row.Life, new MessageCame(), Any, at) }).Save(connection);
        }

        return waiting.Count;
    }

    public static AgentMail Read(Statement row, string agent) => new()
    {
        Agent = agent,
        Id = row.Text(0),
        Kind = AgentNames.MailKind(row.Text(1)),
        Subject = row.Text(2),
        Sender = row.OptionalText(3),
        Data = row.OptionalUtf8(4),
        ReplyTo = row.OptionalText(5),
        SentAt = Moments.FromTicks(row.Int64(6)),
        DueAt = Moments.FromTicks(row.Int64(7)),
        Attempts = (int)row.Int64(8),
        Expects = row.OptionalText(9),
    };

    private static AgentRow AddRow(Connection connection, AgentRow row, AgentMail mail)
    {
        var due = Moments.ToTicks(mail.DueAt);
        connection.Prepared(Insert)
            .Bind(1, row.Number).Bind(2, mail.Id).Bind(3, AgentNames.Of(mail.Kind)).Bind(4, mail.Kind == AgentMessageKind.Start ? 0 : 1)
            .Bind(5, mail.Subject).Bind(6, mail.Sender).Bind(7, mail.Data).Bind(8, mail.ReplyTo).Bind(9, Moments.ToTicks(mail.SentAt))
            .Bind(10, due).Bind(11, mail.Attempts).Bind(12, mail.Expects)
            .Run();
        return row with
        {
            Pending = row.Pending + 1,
            NextDue = row.NextDue < due ? row.NextDue : due,
            Life = mail.Kind == AgentMessageKind.Start ? row.Life : AgentLifecycle.After(row.Life, new MessageCame(), Any, mail.SentAt),
        };
    }
}
