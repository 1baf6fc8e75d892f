using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Agents;

/// <summary>Writes all that follows from handling a message.</summary>
internal static class AgentCommitRows
{
    private const string DeleteMail = "DELETE FROM mail WHERE agent = ?1 AND id = ?2";
    private const string CountAttempt = "UPDATE mail SET attempts = attempts + 1 WHERE agent = ?1 AND id = ?2";
    private const string InsertHandled = "INSERT INTO handled (agent, id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

    private const string MoveToDead = """
        INSERT INTO dead (agent, id, kind, subject, sender, data, reply_to, sent_at, due_at, attempts, error, at)
        SELECT agent, id, kind, subject, sender, data, reply_to, sent_at, due_at, attempts + 1, ?3, ?4 FROM mail WHERE agent = ?1 AND id = ?2
        """;

    private const string UpdateState = "UPDATE agents SET state = ?2 WHERE number = ?1";
    private const string InsertOutbox = "INSERT INTO outbox (agent, kind, id, name, data, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    /// <summary>Writes it.</summary>
    /// <returns>The agent afterwards; a refusal says that what was written must be taken back.</returns>
    public static (AgentRow? Row, AgentCommitResult? Refused) Apply(Connection connection, AgentCommit commit, string? owner)
    {
        if (AgentRow.Find(connection, commit.Agent) is not { } row || row.Owner is null || row.Owner != owner || row.Epoch != commit.Epoch)
        {
            return (null, new AgentCommitResult { IsLost = true });
        }

        var at = Moments.ToTicks(commit.At);
        row = row with { Crashes = 0 };
        if (commit.MailId is { } id)
        {
            row = EndMail(connection, row, id, commit, at) with { LastAt = at };
        }

        if (commit.State is { } state)
        {
            connection.Prepared(UpdateState).Bind(1, row.Number).Bind(2, state).Run();
        }

        foreach (var name in commit.CancelledTimers)
        {
            row = MailRows.RemoveTimer(connection, row, name);
        }

        // A policy is asked for after a failure only.
        var restart = commit.Happening is MessageFailed ? AgentReading.Definition(connection, row.Number).Restart : AgentReading.AnyRestart;
        row = MailRows.WithNextDue(connection, row with { Life = AgentLifecycle.After(row.Life, commit.Happening, restart, commit.At) });
        row.Save(connection);
        foreach (var mail in commit.Sends)
        {
            if (AgentMailRules.Refusal(mail, MailRows.Add(connection, mail)) is { } refusal)
            {
                return (null, new AgentCommitResult { RefusalCode = refusal.Code, Refusal = refusal.Message });
            }
        }

        foreach (var item in commit.Outbox)
        {
            connection.Prepared(InsertOutbox)
                .Bind(1, item.Agent).Bind(2, AgentNames.Of(item.Kind)).Bind(3, item.Id).Bind(4, item.Name).Bind(5, item.Data)
                .Bind(6, Moments.ToTicks(item.At))
                .Run();
        }

        AgentLogRows.Add(connection, row, commit.Log);
        return (commit.Sends.Count == 0 ? row : AgentRow.Find(connection, commit.Agent), null);
    }

    private static AgentRow EndMail(Connection connection, AgentRow row, string id, AgentCommit commit, long at)
    {
        switch (commit.Fate)
        {
            case MailFate.Again:
                connection.Prepared(CountAttempt).Bind(1, row.Number).Bind(2, id).Run();
                return row;
            case MailFate.Dead:
                connection.Prepared(MoveToDead).Bind(1, row.Number).Bind(2, id).Bind(3, commit.Error ?? "").Bind(4, at).Run();
                row = row with { Dead = row.Dead + 1 };
                break;
            default:
                row = row with { Handled = row.Handled + 1 };
                break;
        }

        connection.Prepared(InsertHandled).Bind(1, row.Number).Bind(2, id).Bind(3, at).Run();
        return row with { Pending = row.Pending - connection.Prepared(DeleteMail).Bind(1, row.Number).Bind(2, id).Run() };
    }
}
