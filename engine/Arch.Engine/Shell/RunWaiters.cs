using System.Collections.Concurrent;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>Those who wait for runs.</summary>
internal sealed class RunWaiters
{
    private readonly ConcurrentDictionary<RunId, List<Waiter>> _byRun = new();

    /// <summary>Waits for the first commit of a run.</summary>
    public Task<RunSummary> AddStart(RunId runId) => Add(runId, new Waiter(null, FirstCommit: true));

    /// <summary>Waits for the end of a run, or until it only waits for longer than a while.</summary>
    public Task<RunSummary> Add(RunId runId, TimeSpan? whenWaitingLongerThan) =>
        Add(runId, new Waiter(whenWaitingLongerThan, FirstCommit: false));

    public void Changed(RunSummary summary, DateTimeOffset now)
    {
        if (!_byRun.TryGetValue(summary.RunId, out var waiters))
        {
            return;
        }

        lock (waiters)
        {
            for (var i = waiters.Count - 1; i >= 0; i--)
            {
                if (waiters[i].IsOver(summary, now))
                {
                    waiters[i].Result.TrySetResult(summary);
                    waiters.RemoveAt(i);
                }
            }

            if (waiters.Count == 0)
            {
                _byRun.TryRemove(new(summary.RunId, waiters));
            }
        }
    }

    public void Fail(RunId runId, ArchException exception)
    {
        if (_byRun.TryRemove(runId, out var waiters))
        {
            lock (waiters)
            {
                waiters.ForEach(waiter => waiter.Result.TrySetException(exception));
                waiters.Clear();
            }
        }
    }

    public void FailAll(ArchException exception)
    {
        foreach (var runId in _byRun.Keys)
        {
            Fail(runId, exception);
        }
    }

    private Task<RunSummary> Add(RunId runId, Waiter waiter)
    {
        while (true)
        {
            var waiters = _byRun.GetOrAdd(runId, static _ => []);
            lock (waiters)
            {
                // The list may have been taken away since; then nobody would look at it any more.
                if (_byRun.TryGetValue(runId, out var current) && ReferenceEquals(current, waiters))
                {
                    waiters.Add(waiter);
                    return waiter.Result.Task;
                }
            }
        }
    }

    private sealed record Waiter(TimeSpan? WhenWaitingLongerThan, bool FirstCommit)
    {
        public TaskCompletionSource<RunSummary> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOver(RunSummary summary, DateTimeOffset now) =>
            FirstCommit
            || summary.HasEnded
            || (WhenWaitingLongerThan is { } patience
                && summary.Status == RunStatus.Waiting
                && (summary.DueAt is not { } due || due - now > patience));
    }
}
