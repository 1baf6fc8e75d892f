using System.Collections.Concurrent;
using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

/// <summary>How runs come back into memory.</summary>
public sealed partial class WorkflowEngine
{
    private readonly ConcurrentDictionary<DefinitionId, WorkflowDefinition> _definitions = new();

    /// <summary>Says that there may be messages to a run. When the hint is lost, the sweep finds the messages.</summary>
    internal void Notify(RunId runId)
    {
        if (!(_actors.TryGetValue(runId, out var actor) && actor.Post(new Notified())))
        {
            _ = ClaimAsync(runId);
        }
    }

    /// <summary>Brings a run into memory that this engine owns now, and goes on with it.</summary>
    internal async Task TakeOverAsync(RunClaim claim)
    {
        var runId = claim.Summary.RunId;
        try
        {
            var (state, snapshots) = await LoadAsync(claim.Summary).ConfigureAwait(false);
            if (IsStopping)
            {
                await Options.Store.ReleaseAsync(runId, claim.Epoch).ConfigureAwait(false);
                return;
            }

            var actor = new RunActor(this, state, claim.Epoch, snapshots) { IsSuspect = claim.IsSuspect, TakesUp = true };
            _actors[runId] = actor;

            // A moment may have come and messages may be there already.
            actor.Post(new MomentCame());
            actor.Post(new Notified());
            if (IsStopping)
            {
                await actor.StopAsync(Stopping()).ConfigureAwait(false);
            }
        }
        catch (ArchException exception)
        {
            await ParkAsync(runId, claim.Epoch, exception).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The last resort, as for a run in memory: a run that cannot be read must not stay claimed in silence
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await ParkAsync(runId, claim.Epoch, RunActor.Defect(runId, exception)).ConfigureAwait(false);
        }
    }

    internal async Task PollWaitersAsync()
    {
        foreach (var runId in _waiters.Runs.Where(runId => !_actors.ContainsKey(runId)))
        {
            if (await Options.Store.FindAsync(runId).ConfigureAwait(false) is { } summary)
            {
                _waiters.Changed(summary, Options.Time.GetUtcNow());
            }
        }
    }

    internal async Task<WorkflowDefinition> DefinitionAsync(DefinitionId id)
    {
        if (_definitions.TryGetValue(id, out var known))
        {
            return known;
        }

        var sources = await Options.Store.FindDefinitionAsync(id).ConfigureAwait(false)
            ?? throw new JournalStoreException("ARCH5005", $"The definition '{id}' that a run refers to is not in the store. Restore the store from a backup.");
        return _definitions.GetOrAdd(id, Options.Definitions.Restore(sources));
    }

    // A run that cannot go on is taken out of circulation, with the reason for all to see.
    internal async Task ParkAsync(RunId runId, long epoch, ArchException reason)
    {
        BeginWork();
        try
        {
            await Options.Store.ParkAsync(runId, epoch, new StepError
            {
                Kind = StepErrorKinds.Plugin,
                Code = reason.Code,
                Message = reason.Message,
            }).ConfigureAwait(false);
            await PollAsync(runId).ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            OnStoreFailed(exception);
        }
        finally
        {
            EndWork();
        }
    }

    private async Task PollAsync(RunId runId)
    {
        if (await Options.Store.FindAsync(runId).ConfigureAwait(false) is { } summary)
        {
            _waiters.Changed(summary, Options.Time.GetUtcNow());
        }
    }

    /// <summary>Wakes the runs in memory whose moment has come without a timer saying so.</summary>
    internal void WakeDue() => _timers.Fire();

    private async Task ClaimAsync(RunId runId)
    {
        BeginWork();
        try
        {
            if (!HasRoom)
            {
                _sweeper.WantRoom();
            }
            else if (!IsStopping && await Options.Store.ClaimAsync(runId).ConfigureAwait(false) is { } claim)
            {
                await TakeOverAsync(claim).ConfigureAwait(false);
            }
            else if (_actors.TryGetValue(runId, out var actor))
            {
                actor.Post(new Notified());
            }
        }
        catch (ArchException exception)
        {
            OnStoreFailed(exception);
        }
        finally
        {
            EndWork();
        }
    }

    private async Task<RunState> FoldAsync(RunSummary summary) => (await LoadAsync(summary).ConfigureAwait(false)).State;

    // From the latest snapshot on; when that cannot be used, from the beginning.
    private async Task<(RunState State, SnapshotSchedule Snapshots)> LoadAsync(RunSummary summary)
    {
        var runId = summary.RunId;
        var schedule = new SnapshotSchedule(Options.SnapshotEvery);
        var stored = await Options.Store.LoadAsync(runId).ConfigureAwait(false);
        if (stored.Snapshot is not { } snapshot)
        {
            return (await FoldAsync(summary, stored.Records).ConfigureAwait(false), schedule);
        }

        var definition = await DefinitionAsync(summary.Definition).ConfigureAwait(false);
        var restored = RunSnapshot.TryRestore(definition, runId, snapshot);
        if (restored is not null)
        {
            // Another host may have moved the run since the summary was read; who owns it finds out when it commits.
            restored.Definitions = (await DefinitionsAsync(stored.Records).ConfigureAwait(false)).With(definition);
        }

        if (RunFold.After(restored, stored) is { } state)
        {
            schedule.Taken(stored.SnapshotSequence + 1, snapshot.Length);
            return (state, schedule);
        }

        var records = await Options.Store.ReadAsync(runId).ConfigureAwait(false);
        return (await FoldAsync(summary, records).ConfigureAwait(false), schedule);
    }

    // A store may not keep the records of runs that have ended.
    private async Task<RunState> FoldAsync(RunSummary summary, IReadOnlyList<JournalRecord> records) => records.Count == 0
        ? new RunState(await DefinitionAsync(summary.Definition).ConfigureAwait(false), summary.RunId)
        : RunFold.Of(await DefinitionsAsync(records).ConfigureAwait(false), summary.RunId, records);

    // A definition is kept before the first run that refers to it.
    private async ValueTask KeepAsync(WorkflowDefinition definition)
    {
        if (!_definitions.ContainsKey(definition.Id))
        {
            await Options.Store.SaveDefinitionAsync(definition.Id, definition.Sources).ConfigureAwait(false);
            _definitions.TryAdd(definition.Id, definition);
        }
    }
}
