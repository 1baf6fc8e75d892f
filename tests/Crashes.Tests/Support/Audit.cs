using System.Diagnostics;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Verification;
using Arch.Storage.Sqlite;
using CrashHost.Load;

namespace Crashes.Tests.Support;

/// <summary>
/// Compares the store with what the client knows and with the effects that there were, after all hosts have ended and
/// everything was finished.
/// </summary>
internal sealed class Audit
{
    private readonly Scene _scene;
    private readonly SqliteJournalStore _store;
    private readonly int _fanOut;
    private readonly List<string> _violations = [];

    private Audit(Scene scene, SqliteJournalStore store, int fanOut)
    {
        _scene = scene;
        _store = store;
        _fanOut = fanOut;
    }

    /// <summary>Gets how many runs the store has.</summary>
    public int Runs { get; private set; }

    /// <summary>Gets how many records the store has.</summary>
    public long Records { get; private set; }

    /// <summary>Gets how many effects happened more than once, because a host died before it could record them.</summary>
    public int Repeats { get; private set; }

    /// <summary>Makes sure that nothing was lost, done twice or forgotten.</summary>
    /// <param name="scene">Where to look.</param>
    /// <param name="status">How the runs of a kind must have ended, or stand; as succeeded unless given.</param>
    /// <param name="fanOut">How many iterations a fan-out has.</param>
    /// <param name="isPurged">Whether the runs of a kind may have been removed after their end.</param>
    public static async Task<Audit> ShouldHoldAsync(
        Scene scene,
        Func<LedgerEntry, RunStatus>? status = null,
        int fanOut = 50,
        Func<string, bool>? isPurged = null)
    {
        await using var store = await scene.OpenAsync();
        var audit = new Audit(scene, store, fanOut);
        await audit.CheckStoreAsync();
        await audit.CheckLedgerAsync(status ?? (_ => RunStatus.Succeeded), isPurged ?? (_ => false));
        audit.CheckEffects(status ?? (_ => RunStatus.Succeeded));
        scene.IsKept = audit._violations.Count > 0;
        audit._violations.ShouldBeEmpty($"seed {Campaign.Seed}, {scene.Store}");
        return audit;
    }

    /// <summary>Looks through a store.</summary>
    public static Task<VerificationReport> VerifyAsync(SqliteJournalStore store, TimeProvider? time = null) =>
        new StoreVerifier(store, store, new Definitions(), time ?? TimeProvider.System)
            .VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);

    private async Task CheckStoreAsync()
    {
        var report = await VerifyAsync(_store);
        (Runs, Records) = ((int)report.Runs, report.Records);
        _violations.AddRange(report.Violations.Select(violation => violation.ToString()));
    }

    private async Task CheckLedgerAsync(Func<LedgerEntry, RunStatus> status, Func<string, bool> isPurged)
    {
        var stored = await ListAsync();
        var entries = _scene.Ledger;
        entries.ShouldNotBeEmpty();
        foreach (var entry in entries)
        {
            if (entry.RunId is null)
            {
                _violations.Add($"I1 The start '{entry.Key}' was never acknowledged.");
            }
            else if (!stored.Remove(entry.RunId, out var run))
            {
                if (!isPurged(entry.Kind))
                {
                    _violations.Add($"I1 Run '{entry.RunId}' of the acknowledged start '{entry.Key}' is not there, or belongs to two starts.");
                }
            }
            else if (run.Status != status(entry))
            {
                _violations.Add($"I3 Run '{run.RunId}' of kind {entry.Kind} is {run.Status} rather than {status(entry)}: {run.Error?.Code} {run.Error?.Message}");
            }
            else if (run.Status != RunStatus.Parked)
            {
                await CheckSignalsAsync(entry);
            }
        }

        var sagas = entries.Count(entry => entry.Kind == "saga" && status(entry) == RunStatus.Succeeded);
        var children = stored.Values.Count(run => run.Workflow == Workloads.Child);
        if (children < sagas || children > entries.Count(entry => entry.Kind == "saga"))
        {
            _violations.Add($"I1 There are {children} called runs of {sagas} callers.");
        }

        _violations.AddRange(stored.Values
            .Where(run => run.Workflow != Workloads.Child && !isPurged(run.Workflow["load.".Length..]))
            .Select(run => $"I1 Run '{run.RunId}' of '{run.Workflow}' belongs to no start."));
    }

    private async Task CheckSignalsAsync(LedgerEntry entry)
    {
        if (entry.SentSignals.Count == 0)
        {
            return;
        }

        var records = await _store.ReadAsync(new RunId(entry.RunId!)); // it was acknowledged
        foreach (var (signal, sendings) in entry.SentSignals)
        {
            var received = records.OfType<SignalReceived>().Count(record => record.Name == signal);
            if (received < 1 || received > sendings)
            {
                _violations.Add($"I1 Signal '{signal}' of '{entry.Key}' was sent {sendings} times and is recorded {received} times.");
            }
        }
    }

    private void CheckEffects(Func<LedgerEntry, RunStatus> status)
    {
        var keys = new Dictionary<(string Run, string Place), HashSet<string>>();
        var happened = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var recorded = new HashSet<(string Run, string Place)>();
        var open = new Dictionary<string, HashSet<(string Run, string Place)>>(StringComparer.Ordinal);
        var calls = 0;
        foreach (var words in _scene.Effects.Where(words => words[0] is "X" or "C"))
        {
            var (process, place) = (words[1], (words[2], words[3]));
            var underWay = open.TryGetValue(process, out var known) ? known : open[process] = [];
            if (words[0] == "C")
            {
                recorded.Add(place);
                underWay.Remove(place);
                continue;
            }

            calls++;
            if (recorded.Contains(place))
            {
                _violations.Add($"I2 {words[3]} of run '{words[2]}' was done again after it was recorded as done.");
            }

            if (!underWay.Add(place))
            {
                _violations.Add($"I2 {words[3]} of run '{words[2]}' was done twice by one host.");
            }

            (keys.TryGetValue(place, out var ids) ? ids : keys[place] = []).Add(words[5]);
            (happened.TryGetValue(words[2], out var places) ? places : happened[words[2]] = []).Add(words[3]);
        }

        Repeats = calls - keys.Count;
        var inFlight = open.Values.Sum(places => places.Count);
        if (Repeats > inFlight)
        {
            _violations.Add($"I2 {Repeats} effects were repeated, but only {inFlight} were under way when hosts died.");
        }

        _violations.AddRange(keys.Where(pair => pair.Value.Count > 1)
            .Select(pair => $"I2 {pair.Key} was done with the keys {string.Join(", ", pair.Value)}."));
        CheckPlaces(happened, status);
    }

    private void CheckPlaces(Dictionary<string, HashSet<string>> happened, Func<LedgerEntry, RunStatus> status)
    {
        foreach (var entry in _scene.Ledger.Where(entry => entry.RunId is not null && status(entry) == RunStatus.Succeeded))
        {
            var places = happened.GetValueOrDefault(entry.RunId ?? throw new UnreachableException(), []);
            var expected = Workloads.Effects(entry.Kind, _fanOut);
            if (!places.SetEquals(expected))
            {
                _violations.Add($"I1 Run '{entry.RunId}' of kind {entry.Kind} had the effects [{string.Join(' ', places.Order())}] rather than [{string.Join(' ', expected)}].");
            }
        }
    }

    private async Task<Dictionary<string, RunSummary>> ListAsync()
    {
        var runs = new Dictionary<string, RunSummary>(StringComparer.Ordinal);
        RunId? after = null;
        while (await _store.ListAsync(new RunQuery { Limit = 1_000, After = after }) is { Count: > 0 } page)
        {
            foreach (var run in page)
            {
                runs.Add(run.RunId.Value, run);
            }

            after = page[^1].RunId;
        }

        return runs;
    }
}
