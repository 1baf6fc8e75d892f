using System.Collections.Concurrent;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>Those who wait for runs.</summary>
internal sealed class RunWaiters(EngineOptions options)
{
    private readonly ConcurrentDictionary<RunId, List<Waiter>> _byRun = new();

    /// <summary>Gets the runs that somebody waits for, in order.</summary>
    public IReadOnlyList<RunId> Runs => _byRun.IsEmpty ? [] : [.. _byRun.Keys.OrderBy(run => run.Value, StringComparer.Ordinal)];

    /// <summary>Waits until a run has ended or was parked, or only waits for longer than a while.</summary>
    public Task<RunSummary> Add(RunId runId, TimeSpan? whenWaitingLongerThan) =>
        Add(runId, new Waiter(whenWaitingLongerThan));

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
                    var waiter = waiters[i];
                    options.Later(() => waiter.Result.TrySetResult(summary));
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
                waiters.ForEach(waiter => options.Later(() => waiter.Result.TrySetException(exception)));
                waiters.Clear();
            }
        }
    }

    /// <summary>Lets those who wait for a run wait for another instead.</summary>
    public void Move(RunId from, RunId to)
    {
        if (_byRun.TryRemove(from, out var waiters))
        {
            lock (waiters)
            {
                waiters.ForEach(waiter => Add(to, waiter));
                waiters.Clear();
            }
        }
    }

    public void FailAll(ArchException exception)
    {
        foreach (var runId in Runs)
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

    private sealed record Waiter(TimeSpan? WhenWaitingLongerThan)
    {
        public TaskCompletionSource<RunSummary> Result { get; } = new();

        public bool IsOver(RunSummary summary, DateTimeOffset now) =>
            summary.HasEnded
            || summary.Status == RunStatus.Parked
            || (WhenWaitingLongerThan is { } patience
                && summary.Status is RunStatus.Waiting or RunStatus.Paused
                && (summary.DueAt is not { } due || due - now > patience));
    }
}
