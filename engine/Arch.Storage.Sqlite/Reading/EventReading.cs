using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Reading;

/// <summary>The event log.</summary>
internal static class EventReading
{
    public const string SelectOutbox =
        $"SELECT {EventRow.Columns} FROM events WHERE is_dispatched = 0 ORDER BY number";

    private const string SelectOfSubject =
        $"SELECT {EventRow.Columns} FROM events WHERE subject = ?1 AND at >= ?2 ORDER BY at, number LIMIT ?3";

    private const string SelectNumbers = "SELECT number, subject FROM events WHERE at >= ?1 ORDER BY at, number";
    private const string SelectOne = $"SELECT {EventRow.Columns} FROM events WHERE number = ?1";

    /// <summary>
    /// Reads events that were not dispatched yet, in the order in which they were published. One that is damaged stays where it is
    /// and does not keep those after it from being dispatched.
    /// </summary>
    public static IReadOnlyList<BusEvent> Outbox(Connection connection, int limit)
    {
        var events = new List<BusEvent>();
        var row = connection.Prepared(SelectOutbox);
        try
        {
            while (events.Count < limit && row.Step())
            {
                if (TryRead(row) is { } message)
                {
                    events.Add(message);
                }
            }
        }
        finally
        {
            row.Reset();
        }

        return events;
    }

    /// <summary>Lists events of a subject or pattern, the oldest first.</summary>
    public static IReadOnlyList<BusEvent> List(Connection connection, string subject, DateTimeOffset since, int limit) =>
        SubjectPattern.IsPattern(subject)
            ? connection.Consistently(_ => OfPattern(connection, subject, since, limit))
            : connection.Prepared(SelectOfSubject).Bind(1, subject).Bind(2, Moments.ToTicks(since)).Bind(3, limit)
                .All(static row => EventRow.Read(row));

    private static BusEvent? TryRead(Statement row)
    {
        try
        {
            return EventRow.Read(row);
        }
        catch (JournalStoreException)
        {
            // A check of the store tells of it.
            return null;
        }
    }

    // The numbers come from an index alone; only events that match are read.
    private static List<BusEvent> OfPattern(Connection connection, string pattern, DateTimeOffset since, int limit)
    {
        var numbers = new List<long>();
        var row = connection.Prepared(SelectNumbers).Bind(1, Moments.ToTicks(since));
        try
        {
            while (numbers.Count < limit && row.Step())
            {
                if (SubjectPattern.Matches(pattern, row.Text(1)))
                {
                    numbers.Add(row.Int64(0));
                }
            }
        }
        finally
        {
            row.Reset();
        }

        return numbers.ConvertAll(number => connection.Prepared(SelectOne).Bind(1, number).First(static one => EventRow.Read(one))!);
    }
}
