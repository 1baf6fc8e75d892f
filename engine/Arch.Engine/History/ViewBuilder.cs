using System.Collections.Immutable;
using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>Makes a view of the records that count after the last of them.</summary>
internal sealed class ViewBuilder(RunDefinitions definitions, RunId runId, IReadOnlyList<JournalRecord> records)
{
    private readonly List<StepEntry> _roots = [];
    private readonly Dictionary<int, StepEntry> _open = [];
    private readonly Dictionary<StepEntry, int> _ids = [];

    public RunView Build()
    {
        var counting = RunFold.Counting(records);
        var state = RunFold.Of(definitions, runId, [.. counting.Take(1)]);
        var pausedFor = "";
        foreach (var record in counting.Skip(1))
        {
            Look(record, state);
            pausedFor = record is RunPaused paused ? paused.Reason : pausedFor;
            state.Apply(record);
        }

        state.SettleReady();
        return Build(state, pausedFor);
    }

    private RunView Build(RunState state, string pausedFor)
    {
        var summary = state.ToSummary();
        var started = records[0] as RunStarted;
        return new RunView
        {
            RunId = runId,
            Workflow = summary.Workflow,
            Definition = summary.Definition,
            Sequence = records[^1].Sequence,
            At = records[^1].At,
            Status = summary.Status,
            Attempt = Math.Max(1, state.Root.Attempt),
            StartedAt = summary.StartedAt,
            EndedAt = summary.EndedAt,
            Trigger = state.Trigger,
            Inputs = state.Inputs,
            Variables = state.Variables,
            Outputs = summary.Outputs,
            Error = summary.Error ?? (state.Root.IsRetrying ? state.Root.LastError : null),
            Parent = state.Parent,
            RepeatOf = started?.RepeatOf,
            Rewound = records.Count(record => record is RunRewound),
            Steps = [.. _roots.Select(root => root.Build(entry => WaitsOf(entry, state)))],
            WaitsFor = [.. WaitsFor.Run(state, pausedFor)],
            Signals = [.. state.Signals],
        };
    }

    private ImmutableArray<WaitView>? WaitsOf(StepEntry entry, RunState state) =>
        _ids.TryGetValue(entry, out var id) && state.FindActivation(id) is { } activation
            ? [.. WaitsFor.Step(state, activation)]
            : null;

    private void Look(JournalRecord record, RunState state)
    {
        switch (record)
        {
            case StepFinished finished:
                var lane = state.FindLane(finished.Lane)!; // a step begins in a lane
                var node = state.Definition.Nodes[finished.Node];
                var inline = Begin(lane, node, record);
                inline.Finished = finished;
                if (finished.Status == StepStatus.Skipped)
                {
                    inline.SkippedBecause = SkipReason.Of(state, lane, node);
                }
                else
                {
                    inline.Attempts.Add(new AttemptView
                    {
                        Number = 1,
                        StartedAt = record.At,
                        EndedAt = record.At,
                        Error = finished.Error,
                    });
                }

                break;
            case StepOpened opened:
                var entry = Begin(state.FindLane(opened.Lane)!, state.Definition.Nodes[opened.Node], record); // as above
                _open[opened.Activation] = entry;
                _ids[entry] = opened.Activation;
                break;
            case AttemptOpened { Activation: 0 }:
                _roots.Clear();
                _open.Clear();
                break;
            case AttemptOpened opened:
                BeginAttempt(_open[opened.Activation], opened, state);
                break;
            case AttemptFailed failed:
                _open[failed.Activation].EndAttempt(failed.At, failed.Error, failed.RetryAt);
                break;
            case StepClosed closed:
                _open[closed.Activation].EndAttempt(closed.At, closed.Error);
                _open[closed.Activation].Closed = closed;
                if (closed.Status == StepStatus.Skipped && state.FindActivation(closed.Activation) is { Node: { } skipped })
                {
                    _open[closed.Activation].SkippedBecause = SkipReason.OfPermits(skipped);
                }

                break;
            case RunRewound rewound:
                foreach (var (id, _) in rewound.Anew)
                {
                    var end = EndBefore(rewound, id);
                    _open[id].EndAttempt(end?.At ?? rewound.At, end?.Error);
                }

                break;
        }
    }

    // How an attempt ended does not count any more, but it is still what happened.
    private StepClosed? EndBefore(RunRewound rewound, int activation) => records
        .Where(record => record.Sequence > rewound.To && record.Sequence < rewound.Sequence)
        .OfType<StepClosed>()
        .LastOrDefault(closed => closed.Activation == activation);

    private StepEntry Begin(Lane lane, StepNode node, JournalRecord record)
    {
        var entry = new StepEntry(lane, node, record);
        (lane.Owner.Node is null ? _roots : _open[lane.Owner.Id].Steps).Add(entry);
        return entry;
    }

    private static void BeginAttempt(StepEntry entry, AttemptOpened opened, RunState state)
    {
        entry.Steps.Clear();
        entry.Attempts.Add(new AttemptView { Number = opened.Attempt, StartedAt = opened.At, Inputs = opened.Input });
        if (state.FindActivation(opened.Activation) is { Node: CallNode } call)
        {
            entry.Called = state.ChildId(call.Id, opened.Attempt);
        }
    }
}
