namespace Arch.Storage.Sqlite.Writing;

/// <summary>Something to write, and the one who waits until it is durable for what comes of it.</summary>
internal abstract class PendingWrite<T> : PendingWrite
{
    // Waiters must not run on the writer's thread: it has the next batch to write.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets the task that ends when the write is durable.</summary>
    public Task<T> Done => _done.Task;

    /// <summary>Gets what came of it, once it was applied.</summary>
    protected abstract T Outcome { get; }

    public override void Complete()
    {
        if (Refusal is null)
        {
            _done.SetResult(Outcome);
        }
        else
        {
            _done.SetException(Refusal);
        }
    }

    public override void Fail(Exception exception) => _done.SetException(exception);
}
