using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

/// <summary>One run in memory. What happens to it is queued and worked off by one thread at a time.</summary>
internal sealed class RunActor : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WorkflowEngine _engine;
    private readonly AttemptRunner _attempts;
    private readonly SnapshotSchedule _snapshots;
    private List<Happening> _queue = [];
    private List<Happening> _batch = [];
    private bool _isScheduled;
    private bool _isStopped;
    private volatile bool _hasToldStart;
    private List<TaskCompletionSource>? _idle;

    public RunActor(WorkflowEngine engine, RunState state, long epoch, SnapshotSchedule? snapshots = null)
    {
        _engine = engine;
        State = state;
        Epoch = epoch;
        _snapshots = snapshots ?? new SnapshotSchedule(engine.Options.SnapshotEvery);
        _attempts = new AttemptRunner(engine, this);
    }

    public RunState State { get; }

    public long Epoch { get; }

    public RunId RunId => State.RunId;

    /// <summary>Gets the run that the start of this one led to: itself, or the one that has its idempotency key already.</summary>
    /// <value><see langword="null"/> when nobody waits for the start.</value>
    public TaskCompletionSource<RunId>? Started { get; init; }

    /// <summary>Gets the records of another run with which its journal begins; they are committed with its first own.</summary>
    public IReadOnlyList<JournalRecord>? Copied { get; init; }

    public static ArchException Defect(RunId runId, Exception exception) =>
        new("ARCH3201", $"Run '{runId}' cannot go on because of a defect in the engine: {exception}", exception);

    /// <summary>Gets or sets whether the run may be one that ends processes, and has not shown yet that it is not.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Gets or sets whether what was under way when the run was last in memory is to be taken up before anything else.</summary>
    public bool TakesUp { get; set; }

    /// <summary>Queues a happening.</summary>
    /// <returns>Whether the actor still takes happenings; otherwise it has left memory.</returns>
    public bool Post(Happening happening)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return false;
            }

            _queue.Add(happening);
            if (!_isScheduled)
            {
                _isScheduled = true;
                _engine.Options.Scheduler(this);
            }

            return true;
        }
    }

    /// <summary>Lets the run leave memory.</summary>
    /// <returns>Whether something has happened to it that it has not seen.</returns>
    public bool Leave()
    {
        lock (_gate)
        {
            _isStopped = true;
            var isMissed = _queue.Count > 0;
            _queue.Clear();
            return isMissed;
        }
    }

    /// <summary>Stops the run where it is; what was committed stays.</summary>
    /// <param name="reason">What whoever waits for the start is told when it came to nothing.</param>
    /// <returns>A task that ends when nothing of it is under way any more.</returns>
    public async Task StopAsync(ArchException reason)
    {
        _attempts.StopAll();
        var idle = Task.CompletedTask;
        lock (_gate)
        {
            _isStopped = true;
            _queue.Clear();
            if (_isScheduled)
            {
                // Of several that wait for one task all but one go on at the thread pool, past the engine's scheduler.
                var own = new TaskCompletionSource();
                (_idle ??= []).Add(own);
                idle = own.Task;
            }
        }

        await idle.ConfigureAwait(false);
        FailStarted(reason);
    }

    /// <summary>Tells whoever waits for the start which run it led to.</summary>
    public void TellStarted(RunId runId)
    {
        if (!_hasToldStart && Started is { } started)
        {
            _hasToldStart = true;
            _engine.Options.Later(() => started.TrySetResult(runId));
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DrainAsync();

    private async Task DrainAsync()
    {
        try
        {
            while (TakeBatch() is { } batch)
            {
                await WorkAsync(batch).ConfigureAwait(false);
                batch.Clear();
            }
        }
        catch (ArchException exception)
        {
            Fail(exception);
        }
#pragma warning disable CA1031 // The last resort: a defect in the engine must end in a visible failure of the run's watchers
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(Defect(RunId, exception));
        }
    }

    private void Fail(ArchException exception)
    {
        lock (_gate)
        {
            _isStopped = true;
            _isScheduled = false;
            _queue.Clear();
        }

        _attempts.StopAll();
        BeIdle();
        FailStarted(exception);
        _engine.OnFaulted(this, exception);
    }

    private void FailStarted(ArchException exception)
    {
        if (!_hasToldStart && Started is { } started)
        {
            _hasToldStart = true;
            _engine.Options.Later(() => started.TrySetException(exception));
        }
    }

    private List<Happening>? TakeBatch()
    {
        lock (_gate)
        {
            if (_queue.Count == 0)
            {
                _isScheduled = false;
                BeIdle();
                return null;
            }

            (_queue, _batch) = (_batch, _queue);
            return _batch;
        }
    }

    private void BeIdle()
    {
        if (_idle is { } idle)
        {
            _engine.Options.Later(() => idle.ForEach(own => own.TrySetResult()));
        }
    }

    private async ValueTask WorkAsync(List<Happening> batch)
    {
        // Here, because whoever knows of the run may tell it something before the one who brought it into memory is done with it;
        // what that led to would be taken up once more.
        if (TakesUp)
        {
            TakesUp = false;
            Carry(State.OpenEffects());
        }

        var happenings = batch.Exists(happening => happening is Notified) ? await WithMessagesAsync(batch).ConfigureAwait(false) : batch;
        var firstSequence = State.NextSequence;
        var now = _engine.Options.Time.GetUtcNow();
        var decision = Decider.Decide(State, happenings, now, CancellationToken.None, isWatched: _engine.Options.Observer is not null);
        var rests = Rests(now);
        if (decision.ChangesAnything)
        {
            var summary = State.ToSummary();
            var isFork = Copied is not null && firstSequence == Copied.Count + 1;
            var result = await _engine.Options.Store
                .CommitAsync(new RunCommit(
                    Epoch,
                    isFork ? 1 : firstSequence,
                    isFork ? [.. Copied!, .. decision.Records] : decision.Records, // it is one when there are some
                    summary)
                {
                    Writes = decision.Writes,
                    Releases = rests,
                    IdempotencyKey = decision.IdempotencyKey,
                    Snapshot = Snapshot(decision),
                })
                .ConfigureAwait(false);
            if (result.Existing is { } existing)
            {
                // Nothing of this run was written, so nothing of it may happen.
                _engine.OnDuplicate(this, existing);
                return;
            }

            Tell(decision, summary);
            Carry(decision.Effects);
            TellStarted(RunId);
            _engine.OnCommitted(this, summary, rests, decision.Writes, result);
        }
        else
        {
            Carry(decision.Effects);
            if (rests)
            {
                await _engine.Options.Store.ReleaseAsync(RunId, Epoch).ConfigureAwait(false);
                _engine.OnReleased(this, State.ToSummary());
            }
            else
            {
                _engine.OnUnchanged(this);
            }
        }
    }

    private ReadOnlyMemory<byte>? Snapshot(Decision decision)
    {
        if (State.HasEnded || !(decision.WantsSnapshot || (decision.Records.Count > 0 && _snapshots.IsDue(State.NextSequence))))
        {
            return null;
        }

        var snapshot = RunSnapshot.Encode(State);
        _snapshots.Taken(State.NextSequence, snapshot.Length);
        return snapshot;
    }

    private async ValueTask<List<Happening>> WithMessagesAsync(List<Happening> batch)
    {
        var happenings = new List<Happening>(batch.Count);
        foreach (var message in await _engine.Options.Store.ReadInboxAsync(RunId).ConfigureAwait(false))
        {
            if (message.Kind == RunMessageKind.Migrate)
            {
                State.Definitions = State.Definitions.With(
                    await _engine.DefinitionAsync(new DefinitionId(message.Name)).ConfigureAwait(false));
            }

            happenings.Add(new MessageCame(message));
        }

        // Nothing comes before the start of a run; otherwise what was said to it counts before what happened meanwhile, so that
        // a pause or a cancellation that is durable is heeded.
        happenings.InsertRange(0, batch.Where(happening => happening is RunRequested or RewindAsked));
        happenings.AddRange(batch.Where(happening => happening is not (Notified or RunRequested or RewindAsked)));
        return happenings;
    }

    // A run that has nothing to do for a while is nobody's, and in nobody's memory.
    private bool Rests(DateTimeOffset now) =>
        State is { HasStarted: true, HasEnded: false, IsIdle: true }
        && !(State.NextDue - now <= _engine.Options.ShortWait);

    private void Tell(Decision decision, RunSummary summary)
    {
        if (_engine.Options.Observer is { } observer)
        {
            foreach (var warning in decision.Warnings)
            {
                observer.OnWarning(warning);
            }

            foreach (var progress in decision.Progress)
            {
                observer.OnProgress(progress);
            }

            observer.OnRunChanged(summary);
        }
    }

    private void Carry(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            Carry(effect);
        }
    }

    private void Carry(Effect effect)
    {
        switch (effect)
        {
            case StartAttempt start:
                _attempts.Start(start);
                break;
            case StopAttempt stop:
                _attempts.Stop(stop.Activation);
                break;
            case LookUpCache look:
                _ = LookUpAsync(look);
                break;
            case StartChild start:
                _ = _engine.StartChildAsync(this, start);
                break;
            case AskAgent ask:
                _ = _engine.AskAgentAsync(this, ask);
                break;
            case ContinueLater:
                Post(new GoOn());
                break;
        }
    }

    private async Task LookUpAsync(LookUpCache look)
    {
        try
        {
            var outputs = await _engine.Options.Store
                .FindCachedAsync(look.Key, _engine.Options.Time.GetUtcNow())
                .ConfigureAwait(false);
            Post(new CacheLookedUp(look.Activation, look.Attempt, outputs));
        }
        catch (ArchException exception)
        {
            Post(new AttemptErred(look.Activation, look.Attempt, new StepError
            {
                Kind = StepErrorKinds.Plugin,
                Code = exception.Code,
                Message = $"It could not be looked up whether the outputs are kept already: {exception.Message}",
                Retryable = true,
            }));
        }
    }
}
