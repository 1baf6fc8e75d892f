using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;

namespace Arch.Engine.Shell;

/// <summary>One run in memory. What happens to it is queued and worked off by one thread at a time.</summary>
internal sealed class RunActor : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WorkflowEngine _engine;
    private readonly AttemptRunner _attempts;
    private List<Happening> _queue = [];
    private List<Happening> _batch = [];
    private bool _isScheduled;
    private bool _isStopped;
    private TaskCompletionSource? _idle;

    public RunActor(WorkflowEngine engine, RunState state, long epoch)
    {
        _engine = engine;
        State = state;
        Epoch = epoch;
        _attempts = new AttemptRunner(engine, this);
    }

    public RunState State { get; }

    public long Epoch { get; }

    public RunId RunId => State.RunId;

    /// <summary>Takes up what was under way when the run was last in memory. Called before the first happening.</summary>
    public void TakeUp()
    {
        foreach (var effect in State.OpenEffects())
        {
            Carry(effect);
        }
    }

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
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            }

            return true;
        }
    }

    /// <summary>Lets the run leave memory unless something has just happened to it.</summary>
    public bool TryStop()
    {
        lock (_gate)
        {
            if (_queue.Count > 0)
            {
                return false;
            }

            _isStopped = true;
            return true;
        }
    }

    /// <summary>Stops the run where it is; what was committed stays.</summary>
    public Task StopAsync()
    {
        _attempts.StopAll();
        lock (_gate)
        {
            _isStopped = true;
            _queue.Clear();
            if (!_isScheduled)
            {
                return Task.CompletedTask;
            }

            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
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
            Fail(new ArchException("ARCH3201", $"Run '{RunId}' cannot go on because of a defect in the engine: {exception}", exception));
        }
    }

    private void Fail(ArchException exception)
    {
        lock (_gate)
        {
            _isStopped = true;
            _isScheduled = false;
            _queue.Clear();
            _idle?.TrySetResult();
        }

        _attempts.StopAll();
        _engine.OnFaulted(this, exception);
    }

    private List<Happening>? TakeBatch()
    {
        lock (_gate)
        {
            if (_queue.Count == 0)
            {
                _isScheduled = false;
                _idle?.TrySetResult();
                return null;
            }

            (_queue, _batch) = (_batch, _queue);
            return _batch;
        }
    }

    private async ValueTask WorkAsync(List<Happening> batch)
    {
        var firstSequence = State.NextSequence;
        var decision = Decider.Decide(
            State,
            batch,
            _engine.Options.Time.GetUtcNow(),
            CancellationToken.None,
            isWatched: _engine.Options.Observer is not null);
        RunSummary? summary = null;
        if (decision.Records.Count > 0)
        {
            summary = State.ToSummary();
            await _engine.Options.Store
                .CommitAsync(new RunCommit(Epoch, firstSequence, decision.Records, summary))
                .ConfigureAwait(false);
            Tell(decision, summary);
        }

        foreach (var effect in decision.Effects)
        {
            Carry(effect);
        }

        if (summary is not null)
        {
            _engine.OnCommitted(this, summary);
        }
    }

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
            case StartChild start:
                _ = _engine.StartChildAsync(this, start);
                break;
            case StopChild stop:
                _ = _engine.CancelChildAsync(stop.ChildId);
                break;
            case PublishEvent publish:
                _engine.Options.Events?.Publish(RunId, publish.Subject, publish.Data, _engine.Options.Time.GetUtcNow());
                break;
            case ContinueLater:
                Post(new GoOn());
                break;
        }
    }
}
