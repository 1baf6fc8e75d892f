using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Testing.Coverage;

/// <summary>The points that one run covered.</summary>
/// <param name="Definition">The workflow as it is in its file.</param>
/// <param name="Points">The ids of the points.</param>
public sealed record CoverageHits(WorkflowDefinition Definition, IReadOnlySet<string> Points)
{
    /// <summary>Reads them from a journal: also those of attempts that were repeated.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="records">The records of the run.</param>
    /// <returns>The points.</returns>
    public static CoverageHits Of(WorkflowDefinition definition, IReadOnlyList<JournalRecord> records)
    {
        var reader = new Reader(definition);
        foreach (var record in records)
        {
            reader.Take(record);
        }

        return new CoverageHits(definition, reader.Points);
    }

    private sealed class Reader(WorkflowDefinition definition)
    {
        private readonly Dictionary<int, StepNode> _open = [];
        private readonly HashSet<int> _chosen = [];

        public HashSet<string> Points { get; } = new(StringComparer.Ordinal);

        public void Take(JournalRecord record)
        {
            switch (record)
            {
                case StepFinished finished:
                    End(definition.Nodes[finished.Node], finished.Status, finished.Outputs, finished.Error);
                    break;
                case StepOpened opened:
                    _open[opened.Activation] = definition.Nodes[opened.Node];
                    break;
                case AttemptOpened { Activation: > 0 } begun:
                    Cover(_open[begun.Activation], null);
                    break;
                case LaneOpened { Activation: 0, Role: LaneRole.Catch } handler:
                    Cover(null, CoveragePoints.Numbered("catch", handler.Key, definition.Catch.Length));
                    break;
                case LaneOpened opened when _open.TryGetValue(opened.Activation, out var owner):
                    Open(opened, owner);
                    break;
                case TaskEscalated escalated:
                    Cover(_open[escalated.Activation], "on_due");
                    break;
                case StepClosed closed when _open.TryGetValue(closed.Activation, out var node):
                    if (closed.Status == StepStatus.Succeeded && !_chosen.Contains(closed.Activation))
                    {
                        ChooseNone(node);
                    }

                    End(node, closed.Status, closed.Outputs, closed.Error);
                    break;
            }
        }

        private void Open(LaneOpened lane, StepNode owner)
        {
            if (lane.Role == LaneRole.Arm)
            {
                _chosen.Add(lane.Activation);
                Cover(owner, CoveragePoints.Arm(owner, lane.Key));
            }
            else if (lane.Role == LaneRole.Catch && owner is TryNode attempt)
            {
                Cover(owner, CoveragePoints.Numbered("catch", lane.Key, attempt.Catch.Length));
            }
        }

        // A condition without 'else' that does not hold runs nothing, which is a way too.
        private void ChooseNone(StepNode node)
        {
            if (node is IfNode choice)
            {
                Cover(node, CoveragePoints.Arm(node, choice.Arms.Length));
            }
            else if (node is SwitchNode cases)
            {
                Cover(node, CoveragePoints.Arm(node, cases.Cases.Length));
            }
        }

        private void End(StepNode node, StepStatus status, Value outputs, StepError? error)
        {
            if (status == StepStatus.Skipped)
            {
                Cover(node, "when false");
                return;
            }

            Cover(node, null);
            if (status == StepStatus.Failed && node.ContinueOnError)
            {
                Cover(node, "on_error");
            }

            if (outputs["timed_out"] == Value.True || error?.Kind == StepErrorKinds.Timeout)
            {
                Cover(node, node is HumanNode ? "on_due" : "on_timeout");
            }
        }

        private void Cover(StepNode? node, string? branch) => Points.Add(CoveragePoints.IdOf(node, branch));
    }
}
