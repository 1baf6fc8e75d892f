namespace Arch.Agents.Running;

/// <summary>One call of a handler.</summary>
internal sealed class HandlerCall(Func<Task<byte[]>> handle)
{
    private readonly TaskCompletionSource<byte[]> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _isOnThread;
    private bool _isAbandoned;

    /// <summary>Gets the end of the handler.</summary>
    public Task<byte[]> Ended => _ended.Task;

    /// <summary>Runs the handler until it first awaits something.</summary>
    /// <returns>Whether the thread is still wanted.</returns>
    public bool Run()
    {
        lock (_gate)
        {
            if (_isAbandoned)
            {
                return true;
            }

            _isOnThread = true;
        }

        _ = FollowAsync();
        lock (_gate)
        {
            _isOnThread = false;
            return !_isAbandoned;
        }
    }

    /// <summary>Gives up waiting for it.</summary>
    /// <returns>Whether it holds a thread.</returns>
    public bool Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;

            // What it ends with is of no interest any more, but must not be left unobserved.
            _ = _ended.Task.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return _isOnThread;
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            _ended.TrySetResult(await handle().ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _ended.TrySetCanceled();
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failure of its agent, which whoever awaits the end tells
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _ended.TrySetException(exception);
        }
    }
}
