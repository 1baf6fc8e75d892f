using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Writing.Events;
using Arch.Storage.Sqlite.Writing.Messages;
using Arch.Storage.Sqlite.Writing.Permits;

namespace Arch.Storage.Sqlite.Writing.Commits;

/// <summary>What a commit writes besides its records, encoded.</summary>
internal sealed class EncodedWrites(RunWrites writes)
{
    private readonly EncodedMessage[] _messages = [.. writes.Messages.Select(EncodedMessage.Of)];
    private readonly EncodedEvent[] _events = [.. writes.Events.Select(EncodedEvent.Of)];
    private readonly EncodedTask[] _tasks = [.. writes.OpenedTasks.Select(EncodedTask.Of)];
    private readonly CacheRows.EncodedEntry[] _cached = [.. writes.Cached.Select(CacheRows.EncodedEntry.Of)];

    /// <summary>Writes: first what ends, then what begins, last what others hear of.</summary>
    public void Apply(WriteScope scope, string runId)
    {
        foreach (var id in writes.Consumed)
        {
            InboxRows.Remove(scope, runId, id);
        }

        foreach (var activation in writes.ClosedWaits)
        {
            WaitRows.Close(scope, runId, activation);
        }

        foreach (var task in writes.ClosedTasks)
        {
            TaskRows.Close(scope, runId, task);
        }

        foreach (var activation in writes.ReleasedPermits)
        {
            PermitRows.Release(scope, runId, activation);
        }

        Begin(scope, runId);
        foreach (var message in _messages)
        {
            InboxRows.Add(scope, message);
        }

        foreach (var message in _events)
        {
            EventRows.Add(scope.Connection, message);
        }

        foreach (var entry in _cached)
        {
            CacheRows.Keep(scope, entry);
        }
    }

    private void Begin(WriteScope scope, string runId)
    {
        foreach (var wait in writes.OpenedWaits)
        {
            WaitRows.Open(scope, runId, wait);
        }

        foreach (var task in _tasks)
        {
            TaskRows.Open(scope, task);
        }

        foreach (var request in writes.Permits)
        {
            PermitRows.Ask(scope, runId, request);
        }
    }
}
