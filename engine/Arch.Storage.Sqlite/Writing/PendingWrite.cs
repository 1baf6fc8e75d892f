using Arch.Engine.Ports;
using Arch.Storage.Sqlite.Connections;

namespace Arch.Storage.Sqlite.Writing;

/// <summary>Something to write, and the one who waits until it is durable.</summary>
internal abstract class PendingWrite
{
    // Waiters must not run on the writer's thread: it has the next batch to write.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refusal;

    /// <summary>Gets the task that ends when the write is durable.</summary>
    public Task Done => _done.Task;

    /// <summary>Writes inside of the open transaction, or says why that may not be; then what it wrote is undone.</summary>
    /// <returns>Whether the write stands.</returns>
    public bool TryApply(Connection connection)
    {
        try
        {
            _refusal = Apply(connection);
        }
        catch (JournalStoreException exception)
        {
            // A row that this write wanted to read makes no sense; the file can still be written.
            _refusal = exception;
        }

        return _refusal is null;
    }

    /// <summary>Tells the waiter, once the transaction is durable.</summary>
    public void Complete()
    {
        if (_refusal is null)
        {
            _done.SetResult();
        }
        else
        {
            _done.SetException(_refusal);
        }
    }

    /// <summary>Tells the waiter that nothing was written, or that nobody can know whether it was.</summary>
    public void Fail(Exception exception) => _done.SetException(exception);

    /// <summary>Writes inside of the open transaction.</summary>
    /// <returns><see langword="null"/>, or why this write alone is refused.</returns>
    protected abstract Exception? Apply(Connection connection);
}
