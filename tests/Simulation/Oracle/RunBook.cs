using System.Text.Json;
using Arch.Engine.Journal;
using Arch.Workflows.Definitions;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>
/// What the oracle makes of the journal of one run, record by record as they become durable, from the stored fields alone. It shares
/// no code with the engine, and says so when a record cannot follow those before.
/// </summary>
internal sealed partial class RunBook(BookVersion first, string runId, Effects effects, Func<string, BookVersion> versions, Action<string> fail)
{
    private readonly SortedDictionary<int, BookStep> _steps = [];
    private readonly Dictionary<int, BookLane> _lanes = [];
    private readonly List<KeptSignal> _kept = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private BookVersion _version = first;
    private int _highest;
    private DateTimeOffset _at;

    public string RunId { get; } = runId;

    /// <summary>Gets the version with which it began.</summary>
    public WorkflowDefinition First { get; } = first.Definition;

    /// <summary>Gets the version that it has now.</summary>
    public WorkflowDefinition Definition => _version.Definition;

    /// <summary>Gets how often it went on with another version.</summary>
    public int Moves { get; private set; }

    public BookStep Root { get; } = new(0, null, null);

    /// <summary>Gets the number of the last record.</summary>
    public long Sequence { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastAt => _at;

    public JsonElement Inputs { get; private set; }

    public string? Parent { get; private set; }

    /// <summary>Gets the activation and attempt of the parent that wait for it.</summary>
    public (int Activation, int Attempt)? ParentWait { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>Gets or sets whether it took the word that it is to end.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Gets how it ended; <see langword="null"/> before.</summary>
    public string? Ended { get; private set; }

    public JsonElement Outputs { get; private set; }

    public JsonElement Error { get; private set; }

    public IEnumerable<BookStep> Steps => _steps.Values;

    public IReadOnlyList<KeptSignal> Kept => _kept;

    /// <summary>Gets how many signals it received, by the token in their data.</summary>
    public Dictionary<string, int> Received { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets how many attempts of calls it has begun.</summary>
    public int Calls { get; private set; }

    /// <summary>Gets how many events its records publish.</summary>
    public int Events { get; private set; }

    /// <summary>Gets the outcome of its calls by activation and attempt.</summary>
    public Dictionary<(int Activation, int Attempt), string> CallEnds { get; } = [];

    /// <summary>Gets the attempts of steps that have ended.</summary>
    public HashSet<(int Activation, int Attempt)> EndedAttempts { get; } = [];

    public bool HasTaken(string eventId) => _taken.Contains(eventId);

    public BookStep? Find(int activation) => _steps.GetValueOrDefault(activation);

    public void Apply(JournalRecord record)
    {
        Must(record.Sequence == Sequence + 1, Invariant($"record {record.Sequence} follows {Sequence}"));
        Sequence = record.Sequence;
        _at = record.At;
        Must(Sequence == 1 == (record.Kind == "run_started"), $"'{record.Kind}' is out of place");
        Must(Ended is null, $"'{record.Kind}' follows the end of the run");
        try
        {
            Apply(record.Kind, Json.Of(record));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or FormatException or ArgumentException)
        {
            Must(false, $"'{record.Kind}' is about something that is not there: {exception.Message}");
        }
    }

    private void Apply(string kind, JsonElement fields)
    {
        switch (kind)
        {
            case "run_started":
                Start(fields);
                break;
            case "check_warned":
                break;
            case "step_finished":
                FinishStep(fields);
                break;
            case "step_opened":
                OpenStep(fields);
                break;
            case "attempt_opened":
                OpenAttempt(fields);
                break;
            case "attempt_failed":
                FailAttempt(fields);
                break;
            case "step_closed":
                CloseStep(fields);
                break;
            case "lane_opened":
                OpenLane(fields);
                break;
            case "lane_closed":
                CloseLane(fields);
                break;
            case "loop_paused":
                _steps[fields.Int("activation")].DueAt = fields.Time("due_at");
                break;
            case "unwinding_started":
                Unwind(fields);
                break;
            case "run_retried":
                Retry(fields);
                break;
            case "run_migrated":
                Move(fields);
                break;
            case "run_ended":
                End(fields);
                break;
            default:
                ApplyWaits(kind, fields);
                break;
        }
    }

    private void Start(JsonElement fields)
    {
        Must(fields.Text("definition") == Definition.Id.Value, "it starts on another definition than its row names");
        StartedAt = _at;
        Inputs = fields.Member("inputs");
        Parent = fields.Text("parent");
        ParentWait = fields.Number("parent_activation") is { } waiting ? (waiting, fields.Number("parent_attempt") ?? 0) : null;
        _steps.Add(0, Root);
        Root.Attempt = 1;
        Root.TimeoutAt = Definition.Timeout is { } timeout ? _at + timeout : null;
    }

    private void Retry(JsonElement fields)
    {
        Must(Root.Lanes.Count == 0 && _steps.Count == 1, "it begins again while something of it is under way");
        Must(Root.Attempt < (Definition.Retry?.Attempts ?? 1), $"it is tried again after attempt {Root.Attempt}, its last");
        Must(!IsCancelled, "it begins again although it was cancelled");
        CheckDelay(Definition.Retry, Root.Attempt, fields);
        CheckFinally(Root);
        Root.IsRetrying = true;
        Root.Unwinding = null;
        Root.TimeoutAt = null;
        Root.DueAt = fields.Time("retry_at");
        Root.Completed.Clear();
        Begin(Root);
    }

    private void End(JsonElement fields)
    {
        Must(Root.Lanes.Count == 0 && _steps.Count == 1 && _lanes.Count == 0, "it ends while something of it is under way");
        CheckFinally(Root);
        CheckCompensated(Root);
        Ended = fields.Text("status");
        Outputs = fields.Member("outputs");
        Error = fields.Member("error");
        var mayRetry = Definition.Retry is { When: null, Within: null } retry && Root.Attempt < retry.Attempts;
        Must(!IsCancelled || Ended == "Cancelled", $"it was cancelled, but {Ended}");
        Must(!(Ended == "Failed" && Error.Text("kind") != "cancelled" && mayRetry && Root.HasBegun), "it failed for good although it has attempts left");
        _steps.Clear();
        _kept.Clear();
    }

    private static void Begin(BookStep step)
    {
        step.HasBegun = false;
        step.HasFailedBody = false;
        step.HasOpenedFinally = false;
        step.HasClosedFinally = false;
        step.MustCompensate = false;
        step.HasChild = false;
        step.Opened.Clear();
        step.Branches.Clear();
    }

    private void Must(bool holds, string what)
    {
        if (!holds)
        {
            fail(Invariant($"run '{RunId}', record {Sequence}: {what}."));
        }
    }
}
