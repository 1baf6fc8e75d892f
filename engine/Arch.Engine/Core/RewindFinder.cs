using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Finds the record to which a run is rewound, so that what led to its end can come out otherwise.</summary>
/// <param name="definitions">The definitions that the records refer to.</param>
/// <param name="runId">The run.</param>
/// <param name="records">Its records, all of them.</param>
internal sealed class RewindFinder(RunDefinitions definitions, RunId runId, IReadOnlyList<JournalRecord> records)
{
    private readonly IReadOnlyList<JournalRecord> _counting = RunFold.Counting(records);

    /// <summary>Finds where a run that failed or was cancelled goes on: at the step that failed, or where it was stopped.</summary>
    /// <exception cref="ArchException">ARCH3220: it has not ended. ARCH3221: it succeeded. ARCH3223: its steps were undone.</exception>
    public RewindPoint OfFailure()
    {
        return Settle(new FailureSearch(End()).In(Walk()));
    }

    /// <summary>Finds where a run that failed or was cancelled is just before a step began.</summary>
    /// <exception cref="ArchException">Those of <see cref="OfFailure"/> and <see cref="Before"/>.</exception>
    public RewindPoint OfEnded(string stepPath)
    {
        End();
        return Before(stepPath);
    }

    /// <summary>Finds where a run is just before a step began; the last time, when it began more than once.</summary>
    /// <exception cref="ArchException">ARCH3222: the step never ran. ARCH3223: steps before it were undone.</exception>
    public RewindPoint Before(string stepPath)
    {
        Cut? found = null;
        var seen = new List<string>();
        foreach (var (record, state) in Walk())
        {
            var (lane, node) = record switch
            {
                StepOpened opened => (opened.Lane, opened.Node),
                StepFinished finished => (finished.Lane, finished.Node),
                _ => (0, 0),
            };
            if (lane == 0)
            {
                continue;
            }

            var path = StepPaths.Of(state.FindLane(lane)!, state.Definition.Nodes[node]); // a step begins in a lane
            seen.Add(path);
            found = path == stepPath ? new Cut(record.Sequence - 1, null, lane) : found;
        }

        return Settle(found ?? throw NeverRan(stepPath, seen));
    }

    private RunEnded End() => _counting switch
    {
        [.., RunEnded { Status: RunStatus.Succeeded }] => throw new ArchException(
            "ARCH3221",
            $"Run '{runId}' succeeded, so there is nothing to try again. 'arch runs rerun {runId}' runs the workflow once more; 'arch runs replay {runId} STEP' does so from a step."),
        [.., RunEnded ended] => ended,
        _ => throw new ArchException(
            "ARCH3220",
            $"Run '{runId}' has not ended, so there is nothing to try again. Wait for its end, or cancel it with 'arch runs cancel {runId}'."),
    };

    private RewindPoint Settle(Cut cut)
    {
        while (true)
        {
            var state = RunFold.To(definitions, runId, records, cut.To);
            if (FindUndoing(state, cut) is not { } undoing)
            {
                return Point(state, cut);
            }

            // What was undone has to be done again, so the block in which that happened begins anew.
            cut = undoing == state.Root ? throw Undone() : EndOf(undoing.Id, cut.To) ?? throw Undone();
        }
    }

    // The innermost step around both the place at which the run goes on and completed steps that were undone since.
    private Activation? FindUndoing(RunState state, Cut cut)
    {
        var around = Around(state, cut).ToList();
        return _counting
            .Where(record => record.Sequence > cut.To)
            .OfType<LaneOpened>()
            .Where(lane => lane.Role == LaneRole.Compensation)
            .Select(lane => state.FindActivation(lane.Activation))
            .OfType<Activation>()
            .Select(undone => RunAncestry.From(undone).First(around.Contains))
            .MaxBy(around.IndexOf);
    }

    private static IEnumerable<Activation> Around(RunState state, Cut cut)
    {
        if (cut.Lane is { } lane)
        {
            return RunAncestry.Around(state.FindLane(lane));
        }

        return cut.Activation is { } activation && state.FindActivation(activation) is { } step
            ? RunAncestry.Around(step.Lane)
            : [state.Root];
    }

    private Cut? EndOf(int activation, long after) =>
        _counting.FirstOrDefault(record => record.Sequence > after && record is StepClosed closed && closed.Activation == activation) is { } end
            ? new Cut(end.Sequence - 1, activation, null)
            : null;

    private RewindPoint Point(RunState state, Cut cut)
    {
        var highest = new Dictionary<int, int>();
        var nextId = 1;
        foreach (var record in records)
        {
            nextId = record switch
            {
                StepOpened opened => Math.Max(nextId, opened.Activation + 1),
                LaneOpened opened => Math.Max(nextId, opened.Lane + 1),
                RunRewound rewound => Math.Max(nextId, rewound.NextId),
                _ => nextId,
            };
            if (record is AttemptOpened attempt)
            {
                highest[attempt.Activation] = Math.Max(attempt.Attempt, highest.GetValueOrDefault(attempt.Activation));
            }
        }

        var anew = state.Activations
            .Where(a => a.Node is not null && (a.Id == cut.Activation || IsCutOff(a, highest.GetValueOrDefault(a.Id))))
            .Select(a => KeyValuePair.Create(a.Id, highest.GetValueOrDefault(a.Id)));
        var signals = _counting.OfType<SignalReceived>().Where(signal => signal.Sequence > cut.To);
        return new RewindPoint(cut.To, nextId, [.. anew], [.. signals]);
    }

    // Whatever was under way outside of the run is not any more; and no number of an attempt is used twice.
    private static bool IsCutOff(Activation activation, int highest) =>
        activation.IsAttempting
        || activation.IsCutOff
        || activation is { IsListening: true, Node: CallNode or AgentNode }
        || (highest > activation.Attempt && (activation.IsRetrying || activation.Attempt == 0));

    // Each record with the state before it.
    private IEnumerable<(JournalRecord Record, RunState State)> Walk()
    {
        var state = RunFold.Of(definitions, runId, [.. _counting.Take(1)]);
        foreach (var record in _counting.Skip(1))
        {
            yield return (record, state);
            state.Apply(record);
        }
    }

    private ArchException NeverRan(string stepPath, List<string> seen)
    {
        var last = seen.Distinct(StringComparer.Ordinal).TakeLast(10).ToList();
        return new ArchException(
            "ARCH3222",
            $"Step '{stepPath}' never began in run '{runId}'. {(last.Count == 0 ? "None did." : $"The last that did: {string.Join(", ", last)}.")} 'arch runs show {runId}' lists all.");
    }

    private ArchException Undone() => new(
        "ARCH3223",
        $"The completed steps of run '{runId}' were undone by their 'compensate', so it cannot go on from their results. Run the workflow again with 'arch runs rerun {runId}'.");

    /// <summary>A place in the journal.</summary>
    /// <param name="To">The last record that counts.</param>
    /// <param name="Activation">The step that is begun anew there; <see langword="null"/> when none is.</param>
    /// <param name="Lane">The lane that goes on there; <see langword="null"/> when it is no single one.</param>
    internal sealed record Cut(long To, int? Activation, int? Lane);
}
