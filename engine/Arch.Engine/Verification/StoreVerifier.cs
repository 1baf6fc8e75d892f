using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Verification;

/// <summary>
/// Looks through a store that no host works on, and checks that everything in it agrees: each run's row with the fold of its
/// journal, waits, tasks and permits with what its state waits for, and that nothing is stuck.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="index">The same store's index.</param>
/// <param name="definitions">What makes definitions of their sources.</param>
/// <param name="time">The clock, by which events that wait to be dispatched are old.</param>
public sealed class StoreVerifier(IJournalStore store, IRunIndex index, IDefinitionSource definitions, TimeProvider time)
{
    private const int Page = 500;
    private const int MostViolations = 1_000;

    // An event is dispatched in moments by a host that lives; one that waits for longer was forgotten.
    private static readonly TimeSpan s_oldestOutbox = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DefinitionId, WorkflowDefinition> _definitions = [];
    private readonly List<Violation> _violations = [];
    private Dictionary<RunId, List<PermitHolder>> _permits = [];

    /// <summary>Looks through the whole store.</summary>
    /// <param name="progress">Is told how many runs were looked at, now and then.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>What was found.</returns>
    public async Task<VerificationReport> VerifyAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        _violations.Clear();
        var holders = await index.ListPermitsAsync(null, int.MaxValue).ConfigureAwait(false);
        _permits = holders.GroupBy(holder => holder.RunId).ToDictionary(group => group.Key, group => group.ToList());
        var (runs, records) = (0L, 0L);
        RunId? after = null;
        while (await index.ListAsync(new RunQuery { Limit = Page, After = after }).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var listed in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                records += await VerifyAsync(listed.RunId).ConfigureAwait(false);
                runs++;
            }

            after = page[^1].RunId;
            progress?.Report(runs);
        }

        await VerifyOutboxAsync().ConfigureAwait(false);
        await VerifyPermitsAsync().ConfigureAwait(false);
        return new VerificationReport(runs, records, _violations);
    }

    private async Task<int> VerifyAsync(RunId runId)
    {
        try
        {
            if (await store.FindAsync(runId).ConfigureAwait(false) is not { } row)
            {
                Report("I5", runId, "It is listed but cannot be found.");
                return 0;
            }

            var records = await store.ReadAsync(runId).ConfigureAwait(false);
            foreach (var message in JournalCheck.Check(runId, records))
            {
                Report(message.Invariant, runId, message.Message);
            }

            var state = RunFold.Of(await RunDefinitions.LoadAsync(records, DefinitionAsync).ConfigureAwait(false), runId, records);
            foreach (var difference in RowCheck.Differences(row, state.ToSummary()))
            {
                Report("I4", runId, difference);
            }

            await VerifyOutsideAsync(runId, row, state).ConfigureAwait(false);
            return records.Count;
        }
        catch (ArchException exception)
        {
            Report("I4", runId, $"{exception.Code} {exception.Message}");
            return 0;
        }
    }

    private async Task VerifyOutsideAsync(RunId runId, RunSummary row, RunState state)
    {
        var outside = new RunOutside(
            await store.ReadInboxAsync(runId).ConfigureAwait(false),
            await index.ListWaitsAsync(runId).ConfigureAwait(false),
            await index.ListTasksAsync(new HumanTaskQuery { RunId = runId, Status = HumanTaskStatus.Open, Limit = 1_000 }).ConfigureAwait(false),
            _permits.GetValueOrDefault(runId) ?? []);
        foreach (var message in outside.Check(state))
        {
            Report("I5", runId, message);
        }

        if (row.HasEnded || row.Status is RunStatus.Parked or RunStatus.Paused || !state.IsIdle)
        {
            return;
        }

        foreach (var call in state.Listening.Where(activation => activation.Node is CallNode))
        {
            await VerifyChildAsync(runId, state.ChildId(call), outside).ConfigureAwait(false);
        }

        if (state.NextDue is null && !state.Listening.Any() && !state.Activations.Any(activation => activation.IsQueued))
        {
            Report("I3", runId, "It waits, but for no moment, signal, event, person, run or permit.");
        }
    }

    private async Task VerifyChildAsync(RunId runId, RunId childId, RunOutside outside)
    {
        var child = await store.FindAsync(childId).ConfigureAwait(false);
        if (child is null || (child.HasEnded && !outside.Inbox.Any(message => message.Id == $"child/{childId}")))
        {
            Report("I3", runId, $"It waits for run '{childId}', which {(child is null ? "is not there" : "has ended without telling it")}.");
        }
    }

    private async Task VerifyOutboxAsync()
    {
        var now = time.GetUtcNow();
        foreach (var message in await store.ReadOutboxAsync(Page).ConfigureAwait(false))
        {
            if (now - message.At > s_oldestOutbox)
            {
                Report("I7", message.Source, $"The event '{message.Id}' with the subject '{message.Subject}' was not dispatched since {message.At:u}.");
            }
        }
    }

    private async Task VerifyPermitsAsync()
    {
        foreach (var runId in _permits.Keys)
        {
            if (await store.FindAsync(runId).ConfigureAwait(false) is not { HasEnded: false })
            {
                Report("I5", runId, "It holds permits, but has ended or is not there.");
            }
        }
    }

    private async ValueTask<WorkflowDefinition> DefinitionAsync(DefinitionId id)
    {
        if (!_definitions.TryGetValue(id, out var definition))
        {
            var sources = await store.FindDefinitionAsync(id).ConfigureAwait(false)
                ?? throw new JournalStoreException("ARCH5005", $"The definition '{id}' that a run refers to is not in the store.");
            _definitions.Add(id, definition = definitions.Restore(sources));
        }

        return definition;
    }

    private void Report(string invariant, RunId? runId, string message)
    {
        if (_violations.Count < MostViolations)
        {
            _violations.Add(new Violation(invariant, runId, message));
        }
    }
}
