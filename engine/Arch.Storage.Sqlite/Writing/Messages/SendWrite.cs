using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing.Messages;

/// <summary>Sends a message to a run.</summary>
internal sealed class SendWrite(RunMessage message) : PendingWrite<SendResult>
{
    private readonly EncodedMessage _message = EncodedMessage.Of(message);
    private SendResult _result;

    protected override SendResult Outcome => _result;

    protected override Exception? Apply(Connection connection)
    {
        _result = InboxRows.Add(new WriteScope(connection, _message.At), _message);
        return null;
    }
}
