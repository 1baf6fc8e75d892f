using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>Makes agents, and gives them other definitions.</summary>
internal static class AgentDeclaring
{
    private const string SelectDefinition = "SELECT definition FROM agents WHERE name = ?1";

    private const string Upsert = """
        INSERT INTO agents (name, type, title, definition, inbox, inbox_is_pattern, most_mail, most_bytes, most_lines, idle_stop, status)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'created')
        ON CONFLICT (name) DO UPDATE SET type = ?2, title = ?3, definition = ?4, inbox = ?5, inbox_is_pattern = ?6, most_mail = ?7,
            most_bytes = ?8, most_lines = ?9, idle_stop = ?10
        """;

    public static bool Declare(Connection connection, AgentDefinition definition, byte[] json, DateTimeOffset at)
    {
        var before = connection.Prepared(SelectDefinition).Bind(1, definition.FullName).First(static row => row.Utf8(0));
        if (before is not null && before.AsSpan().SequenceEqual(json))
        {
            return false;
        }

        var limits = definition.Limits;
        connection.Prepared(Upsert)
            .Bind(1, definition.FullName).Bind(2, $"{definition.Type}@{definition.Version}").Bind(3, definition.Title).Bind(4, json)
            .Bind(5, definition.Inbox).Bind(6, definition.Inbox is { } inbox && SubjectPattern.IsPattern(inbox))
            .Bind(7, limits.Mailbox).Bind(8, limits.MessageBytes).Bind(9, limits.LogLines).Bind(10, definition.IdleStop?.Ticks)
            .Run();
        if (before is not null && AgentRow.Find(connection, definition.FullName) is { } row)
        {
            var isUnderWay = row.Life.Status is not (AgentStatus.Created or AgentStatus.Stopped or AgentStatus.Stopping);
            (isUnderWay ? MailRows.AddStart(connection, row, at) : row).Save(connection);
        }

        return true;
    }

    public static AgentLife? Change(Connection connection, string agent, AgentHappening happening, DateTimeOffset at, Func<string, bool> isAlive)
    {
        if (AgentRow.Find(connection, agent) is not { } row)
        {
            return null;
        }

        if (happening is StopAsked stop)
        {
            happening = stop with { MayBeBusy = row.Owner is { } owner && isAlive(owner) };
        }

        var life = AgentLifecycle.After(row.Life, happening, AgentReading.AnyRestart, at);
        var starts = row.Life.Status != AgentStatus.Starting && life.Status == AgentStatus.Starting;
        row = row with { Life = life };
        (starts ? MailRows.AddStart(connection, row, at) : row).Save(connection);
        return life;
    }

    /// <summary>Puts an event into the mailboxes of those whose inbox names it.</summary>
    public static int Deliver(Connection connection, BusEvent message)
    {
        var exact = connection.Prepared("SELECT name FROM agents WHERE inbox = ?1 AND inbox_is_pattern = 0")
            .Bind(1, message.Subject).All(static row => row.Text(0));
        var byPattern = connection.Prepared("SELECT name, inbox FROM agents WHERE inbox IS NOT NULL AND inbox_is_pattern = 1")
            .All(static row => (Name: row.Text(0), Inbox: row.Text(1)))
            .Where(agent => SubjectPattern.Matches(agent.Inbox, message.Subject))
            .Select(agent => agent.Name);
        var count = 0;
        foreach (var agent in exact.Concat(byPattern))
        {
            var mail = AgentMailRules.Event(agent, message);
            var result = MailRows.Add(connection, mail);
            count += result == MailResult.Accepted ? 1 : 0;
            if (AgentMailRules.Refusal(mail, result) is not null && AgentRow.Find(connection, agent) is { } row)
            {
                AgentLogRows.Add(connection, row, [AgentMailRules.Missed(mail, result, message.At)]);
            }
        }

        return count;
    }
}
