using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Reading;
using Arch.Storage.Sqlite.Writing.Events;
using Arch.Storage.Sqlite.Writing.Messages;

namespace Arch.Storage.Sqlite;

/// <summary>Messages to runs, and the event log.</summary>
public sealed partial class SqliteJournalStore
{
    /// <inheritdoc/>
    public ValueTask<SendResult> SendAsync(RunMessage message) => new(_writer.WriteAsync(new SendWrite(message)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) =>
        new(_readers.Read(reader => InboxReading.Read(reader, runId)));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() =>
        new(_readers.Read(reader => RunReading.Notified(reader, _owner.Owner)));

    /// <inheritdoc/>
    public async ValueTask AppendEventAsync(BusEvent message) =>
        await _writer.WriteAsync(new AppendEventWrite(message)).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_readers.Read(reader => EventReading.Outbox(reader, limit)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) =>
        new(_writer.WriteAsync(new DispatchWrite(events)));
}
