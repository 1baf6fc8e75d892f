using Arch.Engine.Ports;

namespace Arch.Storage.Sqlite.Writing.Messages;

/// <summary>The messages to runs that were not taken yet.</summary>
internal static class InboxRows
{
    private const string SelectEnded = "SELECT ended_at IS NOT NULL FROM runs WHERE run_id = ?1";

    private const string Insert = """
        INSERT INTO inbox (run_id, message_id, kind, name, data, sent_by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO NOTHING
        """;

    private const string Delete = "DELETE FROM inbox WHERE run_id = ?1 AND message_id = ?2";
    private const string DeleteAll = "DELETE FROM inbox WHERE run_id = ?1";

    /// <summary>Keeps a message for its run, unless the run has ended, is not known, or has a message of that id.</summary>
    public static SendResult Add(WriteScope scope, EncodedMessage message)
    {
        switch (scope.Connection.Prepared(SelectEnded).Bind(1, message.RunId).First(static row => (bool?)row.Bool(0)))
        {
            case null:
                return SendResult.Unknown;
            case true:
                return SendResult.Ended;
            default:
                return Keep(scope, message) ? SendResult.Accepted : SendResult.Duplicate;
        }
    }

    /// <summary>Removes a message that its run has taken.</summary>
    public static void Remove(WriteScope scope, string runId, string messageId) =>
        scope.Connection.Prepared(Delete).Bind(1, runId).Bind(2, messageId).Run();

    /// <summary>Drops what a run did not take.</summary>
    public static void RemoveAll(WriteScope scope, string runId)
    {
        scope.Connection.Prepared(DeleteAll).Bind(1, runId).Run();
        scope.Forget(runId);
    }

    private static bool Keep(WriteScope scope, EncodedMessage message)
    {
        var isNew = scope.Connection.Prepared(Insert)
            .Bind(1, message.RunId).Bind(2, message.Id).Bind(3, message.Kind).Bind(4, message.Name).Bind(5, message.Data)
            .Bind(6, message.By).Bind(7, message.At)
            .Run() == 1;
        if (isNew)
        {
            scope.Notify(message.RunId);
        }

        return isNew;
    }
}
