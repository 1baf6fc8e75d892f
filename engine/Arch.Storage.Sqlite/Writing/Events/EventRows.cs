using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>The event log, which is the outbox too: an event is in it before it is dispatched, and stays.</summary>
internal static class EventRows
{
    private const string Insert = """
        INSERT INTO events (event_id, subject, data, at, source) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """;

    /// <summary>Puts an event into the log, unless its id is there already.</summary>
    public static void Add(Connection connection, EncodedEvent message) =>
        connection.Prepared(Insert)
            .Bind(1, message.Id).Bind(2, message.Subject).Bind(3, message.Data).Bind(4, message.At).Bind(5, message.Source)
            .Run();
}
