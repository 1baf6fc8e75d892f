using System.Collections.Concurrent;
using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

/// <summary>Runs workflows: keeps runs under way in memory, carries out what they decide, and wakes those that wait.</summary>
/// <remarks>Safe to use from many threads.</remarks>
public sealed partial class WorkflowEngine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RunId, RunActor> _actors = new();
    private readonly RunWaiters _waiters;
    private readonly TimerQueue _timers;
    private readonly RunSweeper _sweeper;
    private volatile ArchException? _storeFailure;
    private volatile bool _isStopping;

    /// <summary>Creates an engine. It does nothing until it is started, or a run is started or taken over.</summary>
    /// <param name="options">What it works with.</param>
    public WorkflowEngine(EngineOptions options)
    {
        Options = options;
        _waiters = new RunWaiters(options);
        _changes = new Pulse(options);
        _timers = new TimerQueue(options.Time, static actor => actor.Post(new MomentCame()));
        _sweeper = new RunSweeper(this);
    }

    internal EngineOptions Options { get; }

    /// <summary>
    /// Begins to look for work at regular intervals: runs of hosts that died, runs that are due, messages and events. Without it the
    /// engine still does what it is told, and what its own runs lead to.
    /// </summary>
    public void Start() => _sweeper.Start();

    /// <summary>Starts a run.</summary>
    /// <param name="definition">What to run.</param>
    /// <param name="inputs">The inputs, bound to the definition's declarations.</param>
    /// <param name="trigger">What starts it, an object with <c>kind</c>.</param>
    /// <param name="key">
    /// A key of the caller's under which a second start gives the first run again; <see langword="null"/> leaves it to the workflow.
    /// </param>
    /// <returns>
    /// The run, once its start is durable; an earlier one when that has the same key.
    /// </returns>
    /// <exception cref="ArchException">The store cannot write, or the engine is stopping.</exception>
    public async Task<RunId> StartAsync(WorkflowDefinition definition, ValueObject inputs, Value trigger, string? key = null)
    {
        var started = new TaskCompletionSource<RunId>();
        await BeginAsync(NewRunId(), definition, new RunRequested(Value.From(inputs), trigger) { Key = key }, started).ConfigureAwait(false);
        return await started.Task.ConfigureAwait(false);
    }

    /// <summary>Starts a run and waits for its end, which is not missed even where the store forgets runs that have ended.</summary>
    /// <param name="definition">What to run.</param>
    /// <param name="inputs">The inputs, bound to the definition's declarations.</param>
    /// <param name="trigger">What starts it, an object with <c>kind</c>.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <returns>The run as it is at its end; an earlier one when it has the idempotency key that the workflow makes of the inputs.</returns>
    /// <exception cref="ArchException">The store cannot write, or the engine is stopping.</exception>
    public async Task<RunSummary> RunAsync(
        WorkflowDefinition definition,
        ValueObject inputs,
        Value trigger,
        CancellationToken cancellationToken = default)
    {
        var runId = NewRunId();
        var ended = _waiters.Add(runId, whenWaitingLongerThan: null);
        try
        {
            await BeginAsync(runId, definition, new RunRequested(Value.From(inputs), trigger), started: null).ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            _waiters.Fail(runId, exception);
        }

        return await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a run has ended, was parked, or has nothing to do for a while.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="returnWhenWaitingLongerThan">
    /// How long the run may only wait before this method returns all the same; <see langword="null"/> waits for the end.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <returns>The run as it is then.</returns>
    /// <exception cref="ArchException">The run is not known, is owned by another host now, or the store failed.</exception>
    public async Task<RunSummary> WaitAsync(
        RunId runId,
        TimeSpan? returnWhenWaitingLongerThan = null,
        CancellationToken cancellationToken = default)
    {
        var ended = _waiters.Add(runId, returnWhenWaitingLongerThan);
        if (_storeFailure is { } failure)
        {
            throw failure;
        }

        // The run may have ended before the waiter was there.
        _waiters.Changed(await FindAsync(runId).ConfigureAwait(false), Options.Time.GetUtcNow());
        return await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes over unfinished runs that no living host owns and that have something to do, and goes on with them.</summary>
    /// <param name="only">
    /// The run to take over, also when it only waits or was parked; <see langword="null"/> for all that have something to do.
    /// </param>
    /// <returns>The runs taken over. One that cannot be read is parked, and reported to those who wait for it.</returns>
    public async Task<IReadOnlyList<RunId>> RecoverAsync(RunId? only = null)
    {
        var taken = new List<RunId>();
        if (only is { } runId)
        {
            await Options.Store.UnparkAsync(runId).ConfigureAwait(false);
            if (await Options.Store.ClaimAsync(runId).ConfigureAwait(false) is { } claim)
            {
                taken.Add(runId);
                await TakeOverAsync(claim).ConfigureAwait(false);
            }

            return taken;
        }

        do
        {
            await _sweeper.SweepAsync(taken).ConfigureAwait(false);
        }
        while (await _sweeper.MayTakeSuspectAsync().ConfigureAwait(false));
        return taken;
    }

    /// <summary>
    /// Stops the engine: attempts under way are cancelled without being recorded, and all runs are given up, so that the next
    /// host goes on with them where they are.
    /// </summary>
    /// <returns>A task that ends when nothing is under way any more.</returns>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _sweeper.StopAsync().ConfigureAwait(false);
        _timers.Dispose();
        await Task.WhenAll(Actors().Select(actor => actor.StopAsync(Stopping()))).ConfigureAwait(false);
        if (_storeFailure is null)
        {
            await ReleaseAllAsync().ConfigureAwait(false);
        }

        _waiters.FailAll(Stopping());
    }

    // A store that fails now has nothing to lose any more: the runs are taken over when it is seen that their owner is gone.
    private async Task ReleaseAllAsync()
    {
        try
        {
            foreach (var actor in Actors().Where(actor => !actor.State.HasEnded))
            {
                await Options.Store.ReleaseAsync(actor.RunId, actor.Epoch).ConfigureAwait(false);
            }
        }
        catch (JournalStoreException exception)
        {
            OnStoreFailed(exception);
        }
    }

    internal bool IsStopping => _isStopping || _storeFailure is not null;

    internal bool HasRoom => _actors.Count < Options.MostRunsInMemory;

    internal void OnCommitted(RunActor actor, RunSummary summary, bool rests, RunWrites? writes, CommitResult result)
    {
        BeginWork();
        if (writes is { Events.Count: > 0 })
        {
            _sweeper.Dispatch();
        }

        if (summary.HasEnded)
        {
            Remove(actor);
            _waiters.Changed(summary, Options.Time.GetUtcNow());
        }
        else if (rests)
        {
            OnReleased(actor, summary);
        }
        else
        {
            Clear(actor);
            _timers.Set(actor, summary.DueAt);
            _waiters.Changed(summary, Options.Time.GetUtcNow());
        }

        foreach (var runId in result.Notified)
        {
            Notify(runId);
        }

        EndWork();
    }

    // A run that was taken over or woken for nothing stays for a short while, until its moment.
    internal void OnUnchanged(RunActor actor) => _timers.Set(actor, actor.State.NextDue);

    internal void OnReleased(RunActor actor, RunSummary summary)
    {
        BeginWork();
        if (Remove(actor))
        {
            // What came in the meantime waits in the store; the run is claimed again for it.
            Notify(actor.RunId);
        }

        _sweeper.ExpectBy(summary.DueAt);
        _waiters.Changed(summary, Options.Time.GetUtcNow());
        EndWork();
    }

    internal void OnDuplicate(RunActor actor, RunId existing)
    {
        Remove(actor);
        actor.TellStarted(existing);
        _waiters.Move(actor.RunId, existing);
        _ = PollAsync(existing);
    }

    internal void OnFaulted(RunActor actor, ArchException exception)
    {
        BeginWork();
        Remove(actor);
        switch (exception)
        {
            case RunOwnershipLostException when _sweeper.IsStarted:
                // It goes on elsewhere; those who wait for it hear of its end from the sweep.
                break;
            case JournalStoreException:
                OnStoreFailed(exception);
                break;
            case RunOwnershipLostException:
                _waiters.Fail(actor.RunId, exception);
                break;
            default:
                _ = ParkAsync(actor.RunId, actor.Epoch, exception);
                break;
        }

        EndWork();
    }

    // Nothing can be recorded any more, so no run may have an effect any more.
    internal void OnStoreFailed(ArchException exception)
    {
        _storeFailure = exception;
        foreach (var other in Actors())
        {
            _ = other.StopAsync(exception);
        }

        _waiters.FailAll(exception);
    }

    private static ArchException Stopping() =>
        new("ARCH3205", "The engine is stopping; the run goes on when a host takes it over.");

    // In an order that does not depend on hash codes, so that a simulation sees the same twice.
    private List<RunActor> Actors() => [.. _actors.Values.OrderBy(actor => actor.RunId.Value, StringComparer.Ordinal)];

    private RunId NewRunId() => Options.NewRunId?.Invoke() ?? RunIds.New(Options.Time);

    private async Task<RunSummary> FindAsync(RunId runId) =>
        await Options.Store.FindAsync(runId).ConfigureAwait(false)
            ?? throw new ArchException("ARCH3204", $"There is no run '{runId}'. 'arch runs list' shows the runs there are.");

    private async Task BeginAsync(
        RunId runId,
        WorkflowDefinition definition,
        RunRequested requested,
        TaskCompletionSource<RunId>? started)
    {
        ThrowIfStopping();
        await KeepAsync(definition).ConfigureAwait(false);
        var actor = new RunActor(this, new RunState(definition, runId), epoch: 1) { Started = started };
        if (!_actors.TryAdd(runId, actor))
        {
            started?.TrySetResult(runId);
        }
        else if (IsStopping || !actor.Post(requested))
        {
            Remove(actor);
            throw _storeFailure ?? Stopping();
        }
    }

    // The next suspect may be taken over.
    private void Clear(RunActor actor)
    {
        if (actor.IsSuspect)
        {
            actor.IsSuspect = false;
            _sweeper.OnSuspectCleared();
        }
    }

    private bool Remove(RunActor actor)
    {
        Clear(actor);
        _timers.Set(actor, null);
        var isMissed = actor.Leave();
        _actors.TryRemove(new(actor.RunId, actor));
        _sweeper.OnRoom();
        _changes.Beat();
        return isMissed;
    }
}
