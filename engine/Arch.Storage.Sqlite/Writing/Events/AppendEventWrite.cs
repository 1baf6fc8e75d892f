using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>Puts an event that no run published into the log.</summary>
internal sealed class AppendEventWrite(BusEvent message) : PendingWrite<bool>
{
    private readonly EncodedEvent _event = EncodedEvent.Of(message);

    protected override bool Outcome => true;

    protected override Exception? Apply(Connection connection)
    {
        EventRows.Add(connection, _event);
        return null;
    }
}
