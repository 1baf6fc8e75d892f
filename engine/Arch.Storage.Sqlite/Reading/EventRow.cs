using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>A row of the event log as an event.</summary>
internal static class EventRow
{
    /// <summary>The columns that <see cref="Read"/> wants, in this order.</summary>
    public const string Columns = "event_id, subject, events.data, events.at, source";

    public static BusEvent Read(Statement row, int first = 0)
    {
        var id = row.Text(first);
        return new BusEvent
        {
            Id = id,
            Subject = row.Text(first + 1),
            Data = StoredJson.Parse(row.OptionalUtf8(first + 2), $"the data of event '{id}'"),
            At = Moments.FromTicks(row.Int64(first + 3)),
            Source = row.OptionalText(first + 4) is { } source ? new RunId(source) : null,
        };
    }
}
