using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>Messages to runs.</summary>
internal static class InboxReading
{
    private const string Select = $"""
        SELECT message_id, kind, name, inbox.data, sent_by, inbox.at, event, {EventRow.Columns}
        FROM inbox LEFT JOIN events ON events.number = inbox.event
        WHERE run_id = ?1 ORDER BY inbox.number
        """;

    private const int FirstOfEvent = 7;

    /// <summary>Reads the messages to a run in the order in which they came.</summary>
    public static IReadOnlyList<RunMessage> Read(Connection connection, RunId runId) =>
        connection.Prepared(Select).Bind(1, runId.Value).All(row => Message(row, runId));

    private static RunMessage Message(Statement row, RunId runId)
    {
        var id = row.Text(0);
        var what = $"message '{id}' to run '{runId}'";
        return new RunMessage
        {
            RunId = runId,
            Id = id,
            Kind = MessageKindNames.Parse(row.Text(1)) ?? throw StoreFailure.BadRow(what, $"its kind '{row.Text(1)}' is not known."),
            Name = row.Text(2),
            Data = row.IsNull(6) ? StoredJson.Parse(row.OptionalUtf8(3), what)
                : row.IsNull(FirstOfEvent) ? throw StoreFailure.BadRow(what, "its event is not in the event log.")
                : EventRow.Read(row, FirstOfEvent).ToValue(),
            By = row.OptionalText(4),
            At = Moments.FromTicks(row.Int64(5)),
        };
    }
}
