using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Simulation.Kernel;
using Simulation.Oracle;

namespace Simulation.Hosts;

/// <summary>
/// A host's way to the store that all hosts share. What it is asked it does at once or later, and says so later still; it fails,
/// loses hints and dies with its host in between.
/// </summary>
internal sealed class SimStore(World world, Judge judge, SimHost host, MemoryJournalStore owner) : IJournalStore
{
    private readonly StoreCalls _calls = new(world, host);

    /// <summary>Gets whether its host has heard that it failed; a host may do nothing from then on.</summary>
    public bool HasFailed => _calls.HasFailed;

    /// <summary>Tells whether a commit of a run is durable, and its host has not heard so.</summary>
    public bool AwaitsCommit(string runId) => _calls.AwaitsAnswer("commit", runId);

    public void Abandon() => _calls.Abandon();

    public ValueTask SaveDefinitionAsync(DefinitionId id, IReadOnlyList<SourceText> sources) =>
        Do("save definition", id.Value[..6], () => owner.SaveDefinitionAsync(id, sources));

    public ValueTask<IReadOnlyList<SourceText>?> FindDefinitionAsync(DefinitionId id) =>
        _calls.Ask("find definition", id.Value[..6], () => Now(owner.FindDefinitionAsync(id)));

    public ValueTask<CommitResult> CommitAsync(RunCommit commit)
    {
        // The contract says that records are encoded before the method first yields: what changes later must not matter.
        var encoded = commit with { Records = [.. commit.Records.Select(Copied)] };
        return _calls.Tell("commit", commit.Summary.RunId.Value, () => Commit(encoded));
    }

    public ValueTask<StoredJournal> LoadAsync(RunId runId) => _calls.Ask("load", runId.Value, () =>
    {
        var stored = Now(owner.LoadAsync(runId));
        return stored with { Records = [.. stored.Records.Select(Copied)] };
    });

    public ValueTask<IReadOnlyList<JournalRecord>> ReadAsync(RunId runId) =>
        _calls.Ask("read", runId.Value, () => Now(owner.ReadAsync(runId)));

    public ValueTask<RunSummary?> FindAsync(RunId runId) => _calls.Ask("find", runId.Value, () => Now(owner.FindAsync(runId)));

    public ValueTask<RunClaim?> ClaimAsync(RunId runId) => _calls.Tell("claim", runId.Value, () =>
    {
        var claim = Now(owner.ClaimAsync(runId));
        judge.OnClaim(host, runId, claim);
        return claim;
    });

    public ValueTask<IReadOnlyList<RunClaim>> ClaimRunnableAsync(DateTimeOffset now, int limit) => _calls.Tell("claim runnable", "", () =>
    {
        var claims = Now(owner.ClaimRunnableAsync(now, limit));
        foreach (var claim in claims)
        {
            judge.OnClaim(host, claim.Summary.RunId, claim);
        }

        return claims;
    });

    public ValueTask ReleaseAsync(RunId runId, long epoch) =>
        Do("release", runId.Value, () =>
        {
            judge.OnReleased(host, runId, epoch);
            return owner.ReleaseAsync(runId, epoch);
        });

    public ValueTask ParkAsync(RunId runId, long epoch, StepError reason) => Do("park", runId.Value, () =>
    {
        judge.OnPark(host, runId, reason);
        return owner.ParkAsync(runId, epoch, reason);
    });

    public ValueTask<bool> UnparkAsync(RunId runId) => _calls.Tell("unpark", runId.Value, () =>
    {
        var reason = Now(owner.FindAsync(runId))?.Error;
        var wasParked = Now(owner.UnparkAsync(runId));
        if (wasParked)
        {
            judge.OnUnparked(runId.Value, reason);
        }

        return wasParked;
    });

    public ValueTask<RunClaim?> ReopenAsync(RunId runId) => _calls.Tell("reopen", runId.Value, () => Now(owner.ReopenAsync(runId)));

    public ValueTask<DateTimeOffset?> FindNextDueAsync() => _calls.Ask("find next due", "", () => Now(owner.FindNextDueAsync()));

    public ValueTask<SendResult> SendAsync(RunMessage message) => _calls.Tell("send", message.Id, () =>
    {
        var result = Now(owner.SendAsync(message));
        judge.OnSent(message, result);
        return result;
    });

    public ValueTask<IReadOnlyList<RunMessage>> ReadInboxAsync(RunId runId) =>
        _calls.Ask("read inbox", runId.Value, () => Now(owner.ReadInboxAsync(runId)));

    public ValueTask<IReadOnlyList<RunId>> FindNotifiedAsync() => _calls.Ask("find notified", "", () => Now(owner.FindNotifiedAsync()));

    public ValueTask AppendEventAsync(BusEvent message) => Do("append", message.Id, () => owner.AppendEventAsync(message));

    public ValueTask<IReadOnlyList<BusEvent>> ReadOutboxAsync(int limit) =>
        _calls.Ask("read outbox", "", () => Now(owner.ReadOutboxAsync(limit)));

    public ValueTask<IReadOnlyList<RunId>> DispatchAsync(IReadOnlyList<BusEvent> events) => _calls.Tell<IReadOnlyList<RunId>>("dispatch", "", () =>
    {
        judge.OnDispatch(events);
        return Hints(Now(owner.DispatchAsync(events)));
    });

    public ValueTask<Value> FindCachedAsync(string key, DateTimeOffset now) =>
        _calls.Ask("find cached", key, () => Now(owner.FindCachedAsync(key, now)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JournalRecord Copied(JournalRecord record) =>
        JournalCodec.Decode(record.Sequence, record.At, record.Kind, JournalCodec.Encode(record));

    // The store in memory is done when it returns.
    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private ValueTask Do(string what, string about, Func<ValueTask> work) => new(_calls.Tell(what, about, () =>
    {
        work().AsTask().GetAwaiter().GetResult();
        return true;
    }).AsTask());

    private CommitResult Commit(RunCommit commit)
    {
        judge.BeforeCommit(host, commit);
        try
        {
            var result = Now(owner.CommitAsync(commit));
            judge.OnCommit(host, commit, result);
            return result with { Notified = Hints(result.Notified) };
        }
        catch (RunOwnershipLostException)
        {
            judge.OnRefused(host, commit);
            throw;
        }
    }

    private List<RunId> Hints(IReadOnlyList<RunId> notified)
    {
        var hints = new List<RunId>();
        foreach (var runId in notified)
        {
            if (world.Strikes(FaultKind.HintDropped, world.Settings.HintDropped))
            {
                continue;
            }

            hints.Add(runId);
            if (world.Strikes(FaultKind.HintInvented, world.Settings.HintInvented))
            {
                hints.Add(runId);
            }
        }

        if (world.Strikes(FaultKind.HintInvented, world.Settings.HintInvented / 4))
        {
            hints.Add(world.Random.Chance(0.8) && judge.AnyRun(world.Random) is { } other ? other : new RunId("nobody"));
        }

        return hints;
    }
}
