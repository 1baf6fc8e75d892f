using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>
/// Finds in the store what is to be done: runs that are due or that no living host owns, messages, and events to dispatch. Hints
/// make it quick and the interval makes it certain, so nothing depends on a hint.
/// </summary>
internal sealed class RunSweeper
{
    private const int Batch = 256;

    private readonly WorkflowEngine _engine;
    private readonly ITimer _timer;
    private readonly SingleFlight _sweeps;
    private readonly SingleFlight _dispatches;
    private readonly Lock _gate = new();
    private readonly long _beginning;
    private TimeSpan? _armedFor;
    private volatile bool _isRoomWanted;
    private TaskCompletionSource? _suspect;
    private bool _isStopped;
    private volatile bool _takesNoMore;

    public RunSweeper(WorkflowEngine engine)
    {
        _engine = engine;
        _beginning = engine.Options.Time.GetTimestamp();
        _sweeps = new SingleFlight(() => GuardAsync(SweepAllAsync));
        _dispatches = new SingleFlight(() => GuardAsync(DispatchAllAsync));
        _timer = engine.Options.Time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsStarted { get; private set; }

    /// <summary>Gets whether nothing is looked for or dispatched just now.</summary>
    public bool IsIdle => _sweeps.IsIdle && _dispatches.IsIdle;

    public void Start()
    {
        IsStarted = true;
        _sweeps.Want();
    }

    /// <summary>Takes over no more runs. Messages to the runs of this engine and events are still looked for.</summary>
    public void TakeNoMore() => _takesNoMore = true;

    /// <summary>Waits until what is looked for or dispatched just now is done.</summary>
    public Task WhenIdleAsync() => Task.WhenAll(_sweeps.Flight, _dispatches.Flight);

    /// <summary>Says that a run was left in the store because there is no room for it.</summary>
    public void WantRoom()
    {
        _isRoomWanted = true;
        OnRoom();
    }

    /// <summary>Stops looking, and waits until what was begun has ended.</summary>
    public async Task StopAsync()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_sweeps.StopAsync(), _dispatches.StopAsync()).ConfigureAwait(false);
    }

    /// <summary>Sees to it that a run which nobody owns is found when its moment comes.</summary>
    public void ExpectBy(DateTimeOffset? moment)
    {
        if (moment is not { } at)
        {
            return;
        }

        TimeSpan period;
        do
        {
            // The clock may be set meanwhile: what has become due is not waited for.
            period = at - _engine.Options.Time.GetUtcNow();
            ExpectWithin(period);
        }
        while (period > TimeSpan.Zero && at <= _engine.Options.Time.GetUtcNow());
    }

    /// <summary>Says that a run has left memory.</summary>
    public void OnRoom()
    {
        if (_isRoomWanted && _engine.HasRoom)
        {
            _isRoomWanted = false;
            _sweeps.Want();
        }
    }

    /// <summary>Says that a run which may be one that ends processes is none, so that the next of them may be taken over.</summary>
    public void OnSuspectCleared()
    {
        lock (_gate)
        {
            _suspect?.TrySetResult();
        }

        if (IsStarted)
        {
            _sweeps.Want();
        }
    }

    /// <summary>Waits until another suspect may be taken over, after one was.</summary>
    /// <returns>Whether it is worth looking for another one.</returns>
    public async Task<bool> MayTakeSuspectAsync()
    {
        TaskCompletionSource? suspect;
        lock (_gate)
        {
            (suspect, _suspect) = (_suspect, null);
        }

        if (suspect is null || _engine.IsStopping)
        {
            return false;
        }

        // One that goes on for long without a word is taken for harmless, as the interval of a started engine does.
        await Task.WhenAny(suspect.Task, Task.Delay(_engine.Options.SweepInterval, _engine.Options.Time)).ConfigureAwait(false);
        return true;
    }

    /// <summary>Dispatches events soon.</summary>
    public void Dispatch() => _dispatches.Want();

    /// <summary>Looks for everything once.</summary>
    /// <param name="taken">Where the runs that were taken over are noted.</param>
    public async Task SweepAsync(List<RunId>? taken = null)
    {
        foreach (var runId in await _engine.Options.Store.FindNotifiedAsync().ConfigureAwait(false))
        {
            _engine.Notify(runId);
        }

        while (!_engine.IsStopping && !_takesNoMore)
        {
            if (!_engine.HasRoom)
            {
                // What is due stays so: room is waited for, not a moment.
                WantRoom();
                return;
            }

            var claims = await _engine.Options.Store
                .ClaimRunnableAsync(_engine.Options.Time.GetUtcNow(), Batch)
                .ConfigureAwait(false);
            foreach (var claim in claims)
            {
                Expect(claim);
                taken?.Add(claim.Summary.RunId);
                await _engine.TakeOverAsync(claim).ConfigureAwait(false);
            }

            if (claims.Count < Batch)
            {
                ExpectBy(await _engine.Options.Store.FindNextDueAsync().ConfigureAwait(false));
                return;
            }
        }
    }

    private void Expect(RunClaim claim)
    {
        if (claim.IsSuspect)
        {
            lock (_gate)
            {
                _suspect = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private async Task SweepAllAsync()
    {
        _engine.WakeDue();
        await SweepAsync().ConfigureAwait(false);
        await _engine.PollWaitersAsync().ConfigureAwait(false);
        Dispatch();
        if (IsStarted)
        {
            ExpectBy(_engine.Options.Time.GetUtcNow() + _engine.Options.SweepInterval);
        }
    }

    private async Task DispatchAllAsync()
    {
        while (await _engine.Options.Store.ReadOutboxAsync(Batch).ConfigureAwait(false) is { Count: > 0 } events)
        {
            await DispatchAsync(events).ConfigureAwait(false);
        }
    }

    // The bus has an event before it counts as dispatched, so that a crash in between publishes it twice rather than never.
    private async Task DispatchAsync(IReadOnlyList<BusEvent> events)
    {
        if (_engine.Options.Events is { } bus)
        {
            foreach (var message in events)
            {
                await bus.PublishAsync(message).ConfigureAwait(false);
            }
        }

        foreach (var runId in await _engine.Options.Store.DispatchAsync(events).ConfigureAwait(false))
        {
            _engine.Notify(runId);
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (JournalStoreException exception)
        {
            _engine.OnStoreFailed(exception);
        }
#pragma warning disable CA1031 // Whatever the bus throws, in words of its own, must not end the looking for work
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _engine.Options.Observer?.OnTrouble(exception as ArchException ?? new ArchException(
                "ARCH3210",
                $"Events could not be dispatched: {exception.GetType().Name}: {exception.Message} It is tried again.",
                exception));
            ExpectBy(_engine.Options.Time.GetUtcNow() + _engine.Options.SweepInterval);
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            _armedFor = null;
        }

        _sweeps.Want();
    }

    // What the timer is set for is kept in time that really passes: compared by a clock that jumped, the next look could be far off.
    private void ExpectWithin(TimeSpan period)
    {
        period = period < TimeSpan.Zero ? TimeSpan.Zero : period > TimerQueue.LongestPeriod ? TimerQueue.LongestPeriod : period;
        lock (_gate)
        {
            var at = _engine.Options.Time.GetElapsedTime(_beginning) + period;
            if (!_isStopped && (_armedFor is null || at < _armedFor))
            {
                _armedFor = at;
                _timer.Change(period, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
