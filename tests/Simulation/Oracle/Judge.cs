using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Simulation.Hosts;
using Simulation.Kernel;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>
/// Sees everything that reaches the disk and the world outside, in order, and says what must not be. It keeps its own books, made of
/// stored records and nothing else.
/// </summary>
internal sealed partial class Judge(World world, WorkflowSet workflows, MemoryJournalStore disk)
{
    private readonly Dictionary<string, RunBook> _books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Ownership> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _publishedBy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _deaths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dispatched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _signalled = new(StringComparer.Ordinal);
    private readonly CommitCheck _check = new(world, disk, workflows);
    private IReadOnlyList<RunMessage> _inbox = [];
    private int _tokens;

    /// <summary>Gets what is known of the runs, in the order in which they began.</summary>
    public IReadOnlyCollection<RunBook> Books => _books.Values;

    public Effects Effects { get; } = new();

    /// <summary>Gets how many signals the store accepted, by the token in their data.</summary>
    public Dictionary<string, int> AcceptedSignals { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the latest moment that a record names.</summary>
    public DateTimeOffset LatestClock { get; private set; }

    /// <summary>Gets the run to which the signal with a token was sent.</summary>
    public string? SignalledRun(string token) => _signalled.GetValueOrDefault(token);

    public RunBook? Find(string runId) => _books.GetValueOrDefault(runId);

    public RunId? AnyRun(Rng random) => _books.Count == 0 ? null : new RunId(_books.Values.ElementAt(random.Below(_books.Count)).RunId);

    /// <summary>Tells whether a host owns a run now.</summary>
    public bool Owns(SimHost host, string runId) => _owners.GetValueOrDefault(runId)?.Host == host;

    public void BeforeCommit(SimHost host, RunCommit commit) =>
        _inbox = disk.ReadInboxAsync(commit.Summary.RunId).AsTask().GetAwaiter().GetResult();

    public void OnCommit(SimHost host, RunCommit commit, CommitResult result)
    {
        var runId = commit.Summary.RunId.Value;
        world.Note(host, "COMMITTED", Describe(commit));
        Must(!host.IsStopped || !host.IsAlive, $"{host.Name} writes to run '{runId}' although its engine has stopped");
        if (result.Existing is { } existing)
        {
            Must(
                _books.TryGetValue(existing.Value, out var first) && first.Definition.FullName == commit.Summary.Workflow,
                $"the start of run '{runId}' led to run '{existing}', which is not there");
            return;
        }

        var book = Own(host, commit);
        if (book is null)
        {
            return;
        }

        _deaths[runId] = 0;
        foreach (var record in commit.Records)
        {
            if (record is RunMigrated migrated)
            {
                world.Faults.Count(FaultKind.Moved);
                Must(disk.FindDefinitionAsync(migrated.Definition).AsTask().GetAwaiter().GetResult() is not null, $"run '{runId}' goes on with a version that is not kept");
            }

            book.Apply(record);
            LatestClock = record.At > LatestClock ? record.At : LatestClock;
        }

        book.SettleTaken();
        book.CheckSettled();
        _publishedBy[runId] = _publishedBy.GetValueOrDefault(runId) + (commit.Writes?.Events.Count ?? 0);
        Must(
            _publishedBy[runId] == book.Events,
            Invariant($"run '{runId}' has published {_publishedBy[runId]} events, but its records say {book.Events}"));
        _check.Check(book, commit, _inbox);
        CheckPermits();
        if (book.ParentWait is not null && book.Sequence == commit.Records.Count)
        {
            CheckChild(book);
        }

        if (commit.Releases || book.Ended is not null)
        {
            _owners[runId] = _owners[runId] with { Host = null };
        }
    }

    public void OnRefused(SimHost host, RunCommit commit)
    {
        var runId = commit.Summary.RunId.Value;
        world.Faults.Count(FaultKind.StaleCommit);
        world.Note(host, "REFUSED", runId);
        var isCurrent = _owners.TryGetValue(runId, out var owner)
            && owner.Host == host && owner.Epoch == commit.Epoch && _books[runId].Sequence + 1 == commit.FirstSequence;
        var isParked = disk.FindAsync(commit.Summary.RunId).AsTask().GetAwaiter().GetResult()?.Status == RunStatus.Parked;
        Must(!isCurrent || isParked, $"a commit of run '{runId}' by its owner was refused");
    }

    public void OnClaim(SimHost host, RunId runId, RunClaim? claim)
    {
        if (!_owners.TryGetValue(runId.Value, out var before))
        {
            Must(claim is null, $"run '{runId}' was claimed before it began");
            return;
        }

        if (claim is null)
        {
            if (before.Host is { IsGivenUp: false } other && other != host)
            {
                world.Faults.Count(FaultKind.ContestedClaim);
            }

            return;
        }

        _deaths[runId.Value] = _deaths.GetValueOrDefault(runId.Value) + (before.Host is null ? 0 : 1);
        Must(
            _deaths[runId.Value] < RunClaim.MostCrashes,
            Invariant($"run '{runId}' was claimed after {_deaths[runId.Value]} deaths of its owners without a commit, and not parked"));
        world.Note(host, "OWNS", Invariant($"{runId} epoch {claim.Epoch}"));
        Must(claim.Epoch > before.Epoch, Invariant($"run '{runId}' was claimed with epoch {claim.Epoch} after {before.Epoch}"));
        Must(before.Host is null or { IsGivenUp: true }, $"run '{runId}' was claimed while {before.Host?.Name} owned it");
        Must(_books[runId.Value].Ended is null, $"run '{runId}' was claimed after its end");
        _owners[runId.Value] = new Ownership(claim.Epoch, host);
    }

    /// <summary>Checks that a run which is put back into circulation had killed its owners again and again.</summary>
    public void OnUnparked(string runId, StepError? reason)
    {
        world.Faults.Count(FaultKind.Parked);
        Must(
            reason?.Code == "ARCH3209" && _deaths.GetValueOrDefault(runId) >= RunClaim.MostCrashes - 1,
            Invariant($"run '{runId}' is parked after {_deaths.GetValueOrDefault(runId)} deaths of its owners: {reason?.Code} {reason?.Message}"));
        _deaths[runId] = 0;
        _owners[runId] = _owners[runId] with { Host = null };
    }

    public void OnReleased(SimHost host, RunId runId, long epoch)
    {
        if (_owners.TryGetValue(runId.Value, out var owner) && owner.Host == host && owner.Epoch == epoch)
        {
            _owners[runId.Value] = owner with { Host = null };
        }
    }

    // Nothing in a simulation is a reason to take a run out of circulation, but hosts that die with it, and then the store does it.
    public void OnPark(SimHost host, RunId runId, StepError reason) =>
        world.Fail($"run '{runId}' is parked by {host.Name}: {reason.Code} {reason.Message}");

    public void OnSent(RunMessage message, SendResult result)
    {
        var book = Find(message.RunId.Value);
        Must(result != SendResult.Unknown || book is null, $"run '{message.RunId}' is there, but takes no messages");
        Must(result != SendResult.Ended || book?.Ended is not null, $"run '{message.RunId}' has not ended, but takes no messages");
        if (result == SendResult.Accepted && message.Kind == RunMessageKind.Signal && message.Data["token"].TryGetString(out var token))
        {
            _signalled[token!] = message.RunId.Value;
            AcceptedSignals[token!] = AcceptedSignals.GetValueOrDefault(token!) + 1;
        }
    }

    public void OnDispatch(IReadOnlyList<BusEvent> events)
    {
        foreach (var message in events)
        {
            if (!_dispatched.Add(message.Id))
            {
                world.Faults.Count(FaultKind.DispatchedTwice);
            }
        }
    }

    public void OnTold(SimHost host, RunSummary summary)
    {
        world.CheckThread("observer");
        Must(
            !summary.HasEnded || Find(summary.RunId.Value)?.Ended == summary.Status.ToString(),
            $"{host.Name} tells of an end of run '{summary.RunId}' that is not durable");
    }

    /// <summary>Notes an effect.</summary>
    /// <returns>A name for what it gives.</returns>
    public string OnExecute(SimHost host, StepInvocation invocation)
    {
        var runId = invocation.RunId.Value;
        var key = invocation.IdempotencyKey;
        var numbers = key[(key.LastIndexOf('/') + 1)..].Split('.');
        var activation = int.Parse(numbers[0], CultureInfo.InvariantCulture);
        Must(!host.IsStopped, $"'{key}' is carried out although the engine has stopped");
        Must(!host.Store.HasFailed, $"'{key}' is carried out although the store has failed");
        if (_books.TryGetValue(runId, out var book) && _owners.TryGetValue(runId, out var owner))
        {
            var step = book.Find(activation);
            var isOpen = step is { IsAttempting: true } && step.Node?.Id == invocation.Node.Id && step.Attempt == invocation.Attempt;

            // A host that lost the run without knowing carries out what it knows, and so does one that has not heard yet that the end
            // of the attempt is durable; another does only what is open.
            Must(isOpen || owner.Host != host || host.Store.AwaitsCommit(runId), $"'{key}' is carried out, but no record that is durable says so");
            Must(
                isOpen || book.EndedAttempts.Contains((activation, invocation.Attempt)) || (step?.Attempt >= invocation.Attempt) || book.Ended is not null,
                $"'{key}' is carried out, but no record that is durable ever said so");
            var (isFirst, isRepetition) = Effects.Carry(key, owner.Host == host ? owner.Epoch : -1);
            Must(isFirst || owner.Host != host, $"'{key}' is carried out twice by the same owner");
            if (isRepetition)
            {
                world.Faults.Count(FaultKind.AttemptRepeated);
            }
        }
        else
        {
            Must(false, $"'{key}' is carried out, but there is no such run");
        }

        return Invariant($"t{_tokens++}");
    }

    public void OnSucceeded(string key, string token) => Effects.Give(key, token);

    private RunBook? Own(SimHost host, RunCommit commit)
    {
        var runId = commit.Summary.RunId.Value;
        if (!_books.TryGetValue(runId, out var book))
        {
            Must(commit is { FirstSequence: 1, Epoch: 1 }, $"run '{runId}' does not begin with its first record");
            book = new RunBook(workflows.Version(((RunStarted)commit.Records[0]).Definition.Value), runId, Effects, workflows.Version, world.Fail);
            _books.Add(runId, book);
            _owners.Add(runId, new Ownership(1, host));
            return book;
        }

        var owner = _owners[runId];
        Must(
            owner.Host == host && owner.Epoch == commit.Epoch,
            Invariant($"{host.Name} wrote to run '{runId}' with epoch {commit.Epoch}, but {owner.Host?.Name ?? "nobody"} owns it with epoch {owner.Epoch}"));
        return world.HasFailed ? null : book;
    }

    private void CheckChild(RunBook child)
    {
        var parent = Find(child.Parent ?? "");
        var (activation, attempt) = child.ParentWait!.Value; // the caller has seen that it is there
        var call = parent?.Find(activation);
        Must(
            parent is not null && ((call is not null && call.Attempt >= attempt) || parent.EndedAttempts.Contains((activation, attempt)) || parent.Ended is not null),
            $"run '{child.RunId}' was called by nobody");
        var twins = _books.Values.Count(other => other.Parent == child.Parent && other.ParentWait == child.ParentWait);
        Must(twins == 1, $"run '{child.RunId}' was started for a call that has started another");
    }

    private void CheckPermits()
    {
        foreach (var group in _books.Values
            .SelectMany(book => book.Steps)
            .SelectMany(step => step.Keys.Take(step.Granted))
            .GroupBy(key => key.Key))
        {
            Must(group.Count() <= group.First().Limit, Invariant($"{group.Count()} hold a permit of '{group.Key}', of which there are {group.First().Limit}"));
        }
    }

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            world.Fail(what + ".");
        }
    }

    private static string Describe(RunCommit commit) => Invariant($"{commit.Summary.RunId} epoch {commit.Epoch} #{commit.FirstSequence} {commit.Summary.Status}{(commit.Releases ? " released" : "")}: ")
        + string.Join(' ', commit.Records.Select(Describe));

    private static string Describe(Arch.Engine.Journal.JournalRecord record) => record switch
    {
        Arch.Engine.Journal.StepOpened r => Invariant($"step_opened({r.Activation} node {r.Node})"),
        Arch.Engine.Journal.AttemptOpened r => Invariant($"attempt_opened({r.Activation}.{r.Attempt})"),
        Arch.Engine.Journal.StepClosed r => Invariant($"step_closed({r.Activation} {r.Status})"),
        Arch.Engine.Journal.LaneOpened r => Invariant($"lane_opened({r.Lane} of {r.Activation} {r.Role})"),
        Arch.Engine.Journal.LaneClosed r => Invariant($"lane_closed({r.Lane} {r.Status})"),
        Arch.Engine.Journal.UnwindingStarted r => Invariant($"unwinding({r.Activation} {r.Status})"),
        Arch.Engine.Journal.StepFinished r => Invariant($"step_finished(node {r.Node} {r.Status})"),
        _ => record.Kind,
    };
}
