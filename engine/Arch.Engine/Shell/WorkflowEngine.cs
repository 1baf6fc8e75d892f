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
    private readonly ConcurrentDictionary<RunId, long> _sleeping = new();
    private readonly ConcurrentDictionary<DefinitionId, Task<WorkflowDefinition>> _definitions = new();
    private readonly RunWaiters _waiters = new();
    private readonly TimerQueue _timers;
    private volatile ArchException? _storeFailure;
    private volatile bool _isStopping;

    /// <summary>Creates an engine. It does nothing until a run is started or recovered.</summary>
    /// <param name="options">What it works with.</param>
    public WorkflowEngine(EngineOptions options)
    {
        Options = options;
        _timers = new TimerQueue(options.Time, runId => _ = WakeAsync(runId));
    }

    internal EngineOptions Options { get; }

    /// <summary>Starts a run.</summary>
    /// <param name="definition">What to run.</param>
    /// <param name="inputs">The inputs, bound to the definition's declarations.</param>
    /// <param name="trigger">What starts it, an object with <c>kind</c>.</param>
    /// <returns>The run, once its start is durable.</returns>
    /// <exception cref="ArchException">The store cannot write, or the engine is stopping.</exception>
    public async Task<RunId> StartAsync(WorkflowDefinition definition, ValueObject inputs, Value trigger)
    {
        var runId = NewRunId();
        await StartAsync(runId, definition, Value.From(inputs), trigger, parent: null).ConfigureAwait(false);
        return runId;
    }

    /// <summary>Starts a run and waits for its end, which is not missed even where the store forgets runs that have ended.</summary>
    /// <param name="definition">What to run.</param>
    /// <param name="inputs">The inputs, bound to the definition's declarations.</param>
    /// <param name="trigger">What starts it, an object with <c>kind</c>.</param>
    /// <param name="cancellationToken">Ends the waiting, not the run.</param>
    /// <returns>The run as it is at its end.</returns>
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
            await StartAsync(runId, definition, Value.From(inputs), trigger, parent: null, waits: false).ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            _waiters.Fail(runId, exception);
        }

        return await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a run has ended, or has nothing to do for a while.</summary>
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
        var summary = await Options.Store.FindAsync(runId).ConfigureAwait(false)
            ?? throw new ArchException("ARCH3204", $"There is no run '{runId}'. 'arch runs list' shows the runs there are.");
        _waiters.Changed(summary, Options.Time.GetUtcNow());
        return await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels a run that this engine owns: what is under way is stopped, and what must run at the end still does.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, for people.</param>
    /// <returns>A task that ends when the run has been told.</returns>
    public Task CancelAsync(RunId runId, string reason) => PostAsync(runId, new CancelRequested(reason));

    /// <summary>Takes over unfinished runs that no living host owns, and goes on with them.</summary>
    /// <param name="only">The run to take over, or <see langword="null"/> for all.</param>
    /// <returns>The runs taken over. One that cannot be read stays as it is, and is reported to those who wait for it.</returns>
    public async Task<IReadOnlyList<RunId>> RecoverAsync(RunId? only = null)
    {
        var taken = new List<RunId>();
        foreach (var claim in await Options.Store.ClaimAsync(only).ConfigureAwait(false))
        {
            taken.Add(claim.Summary.RunId);
            try
            {
                await LoadAsync(claim.Summary.RunId, claim.Summary.Definition, claim.Epoch).ConfigureAwait(false);
            }
            catch (ArchException exception)
            {
                await Options.Store.ReleaseAsync(claim.Summary.RunId, claim.Epoch).ConfigureAwait(false);
                _waiters.Fail(claim.Summary.RunId, exception);
            }
        }

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
        _timers.Dispose();
        await Task.WhenAll(_actors.Values.Select(actor => actor.StopAsync())).ConfigureAwait(false);
        if (_storeFailure is null)
        {
            foreach (var actor in _actors.Values.Where(actor => !actor.State.HasEnded))
            {
                await Options.Store.ReleaseAsync(actor.RunId, actor.Epoch).ConfigureAwait(false);
            }

            foreach (var (runId, epoch) in _sleeping)
            {
                await Options.Store.ReleaseAsync(runId, epoch).ConfigureAwait(false);
            }
        }

        _waiters.FailAll(Stopping());
    }

    internal void OnCommitted(RunActor actor, RunSummary summary)
    {
        if (summary.HasEnded)
        {
            _timers.Set(actor.RunId, null);
            actor.TryStop();
            _actors.TryRemove(new(actor.RunId, actor));
        }
        else
        {
            _timers.Set(actor.RunId, summary.DueAt);
            if (summary.Status == RunStatus.Waiting)
            {
                Sleep(actor);
            }
        }

        _waiters.Changed(summary, Options.Time.GetUtcNow());
    }

    internal void OnFaulted(RunActor actor, ArchException exception)
    {
        _timers.Set(actor.RunId, null);
        _actors.TryRemove(new(actor.RunId, actor));
        if (exception is JournalStoreException)
        {
            // Nothing can be recorded any more, so no run may have an effect any more.
            _storeFailure = exception;
            foreach (var other in _actors.Values)
            {
                _ = other.StopAsync();
            }

            _waiters.FailAll(exception);
        }
        else
        {
            _waiters.Fail(actor.RunId, exception);
        }
    }

    private static ArchException Stopping() =>
        new("ARCH3205", "The engine is stopping; the run goes on when a host takes it over.");

    private RunId NewRunId() => Options.NewRunId?.Invoke() ?? RunIds.New(Options.Time);

    private async Task StartAsync(
        RunId runId, WorkflowDefinition definition, Value inputs, Value trigger, RunId? parent, bool waits = true)
    {
        if (_isStopping || _storeFailure is not null)
        {
            throw _storeFailure ?? Stopping();
        }

        await KeepAsync(definition).ConfigureAwait(false);
        var actor = new RunActor(this, new RunState(definition, runId), epoch: 1);
        if (!_actors.TryAdd(runId, actor))
        {
            return;
        }

        Task started = waits ? _waiters.AddStart(runId) : Task.CompletedTask;
        actor.Post(new RunRequested(inputs, trigger, parent));
        await started.ConfigureAwait(false);
    }

    // A definition is kept before the first run that refers to it.
    private Task<WorkflowDefinition> KeepAsync(WorkflowDefinition definition) => _definitions.GetOrAdd(
        definition.Id,
        static async (_, context) =>
        {
            await context.Store.SaveDefinitionAsync(context.Definition.Id, context.Definition.Sources).ConfigureAwait(false);
            return context.Definition;
        },
        (Options.Store, Definition: definition));

    private async Task<RunActor> LoadAsync(RunId runId, DefinitionId definitionId, long epoch)
    {
        var definition = await _definitions.GetOrAdd(definitionId, RestoreAsync).ConfigureAwait(false);
        var records = await Options.Store.ReadAsync(runId).ConfigureAwait(false);
        var state = RunState.Fold(definition, runId, records);
        var actor = new RunActor(this, state, epoch);
        _actors[runId] = actor;
        _timers.Set(runId, state.NextDue);
        actor.TakeUp();
        return actor;
    }

    private async Task<WorkflowDefinition> RestoreAsync(DefinitionId id)
    {
        var sources = await Options.Store.FindDefinitionAsync(id).ConfigureAwait(false)
            ?? throw new JournalStoreException("ARCH5005", $"The definition '{id}' that a run refers to is not in the store. Restore the store from a backup.");
        return Options.Definitions.Restore(sources);
    }

    // A run that only waits leaves memory; its timer brings it back.
    private void Sleep(RunActor actor)
    {
        _sleeping[actor.RunId] = actor.Epoch;
        if (actor.TryStop())
        {
            _actors.TryRemove(new(actor.RunId, actor));
        }
        else
        {
            _sleeping.TryRemove(actor.RunId, out _);
        }
    }

    private async Task WakeAsync(RunId runId)
    {
        try
        {
            await PostAsync(runId, new MomentCame()).ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            _waiters.Fail(runId, exception);
        }
    }

    private async Task PostAsync(RunId runId, Happening happening)
    {
        while (!_isStopping)
        {
            if (_actors.TryGetValue(runId, out var actor) && actor.Post(happening))
            {
                return;
            }

            if (!_sleeping.TryRemove(runId, out var epoch))
            {
                if (actor is null || !_actors.ContainsKey(runId))
                {
                    return;
                }

                await Task.Yield();
                continue;
            }

            var summary = await Options.Store.FindAsync(runId).ConfigureAwait(false);
            if (summary is not null)
            {
                await LoadAsync(runId, summary.Definition, epoch).ConfigureAwait(false);
            }
        }
    }
}
