using System.Collections.Immutable;
using Arch.Engine.Migration;
using Arch.Workflows.Comparing;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Core;

/// <summary>
/// Proves that a run can go on with another version of its workflow: what has begun stands in it as it was, in the same place, and what
/// was recorded fits its types. Steps that have not begun may differ at will.
/// </summary>
internal sealed class MigrationCheck
{
    // A step under way does not look at them any more.
    private static readonly ImmutableHashSet<string> s_past = ["name", "when", "disabled"];

    private readonly RunState _state;
    private readonly WorkflowDefinition _to;
    private readonly DefinitionMap _map;
    private readonly List<MigrationProblem> _problems = [];

    private MigrationCheck(RunState state, WorkflowDefinition to)
    {
        (_state, _to) = (state, to);
        _map = new DefinitionMap(state.Definition, to);
    }

    /// <summary>Finds everything that speaks against a migration.</summary>
    public static MigrationPlan Of(RunState state, WorkflowDefinition to)
    {
        var from = state.Definition;
        return new MigrationPlan(
            state.RunId,
            from.Id,
            to.Id,
            from.Id == to.Id ? [] : [.. new MigrationCheck(state, to).Find()]);
    }

    private List<MigrationProblem> Find()
    {
        if (_state.Definition.FullName != _to.FullName)
        {
            Refuse(null, $"It is a run of '{_state.Definition.FullName}', not of '{_to.FullName}'.");
        }
        else if (_state.HasEnded)
        {
            Refuse(null, "It has ended.");
        }
        else if (_state.IsHeld || _state.HasCutOff || _state.Activations.Any(IsEnding))
        {
            Refuse(null, "Something in it is about to end, or to begin anew; it can be moved when that is over.");
        }
        else
        {
            CheckData();
            CheckSteps();
        }

        return _problems;
    }

    // A block whose last step has ended it stays open while the run is paused.
    private static bool IsEnding(Activation activation) =>
        activation.Unwinding is not null || activation.Lanes.Any(lane => lane.Ending is not null);

    private void CheckData()
    {
        foreach (var problem in InputBinder.Bind(_to.Inputs, _state.Inputs).Problems)
        {
            Refuse(null, $"Its inputs do not fit: {problem.Message}");
        }

        foreach (var variable in _to.Variables)
        {
            if (_state.TryGetVariable(variable.Name, out var value))
            {
                foreach (var finding in ShapeCheck.Check(value, variable.Shape))
                {
                    Refuse(null, finding.Describe($"Variable '{variable.Name}'"));
                }
            }
        }

        if (_state.Root.IsQueued && _to.Limits.Length != _state.Definition.Limits.Length)
        {
            Refuse(null, "It waits for a permit, and the new version has other limits.");
        }
    }

    private void CheckSteps()
    {
        var (before, after) = (StepTexts.Of(_state.Definition), StepTexts.Of(_to));
        foreach (var activation in _state.Activations)
        {
            if (activation.Node is { } node && !CheckUnchanged(activation, node, before, after))
            {
                continue;
            }

            CheckCompleted(activation);
            foreach (var lane in activation.Lanes)
            {
                CheckLane(lane);
            }
        }
    }

    private bool CheckUnchanged(Activation activation, StepNode node, ImmutableArray<StepText> before, ImmutableArray<StepText> after)
    {
        var path = StepPaths.Of(activation);
        if (_map.Of(node) is not { } counterpart)
        {
            Refuse(path, "It is under way, but the new version has no such step in the same place.");
            return false;
        }

        var changed = before[node.Index].Differences(after[counterpart.Index]).Where(key => !s_past.Contains(key)).ToList();
        if (changed.Count > 0)
        {
            Refuse(path, $"It is under way, but the new version has another {string.Join(", ", changed.Select(key => $"'{key}'"))} for it.");
            return false;
        }

        if (node is GraphNode graph && !(_map.IsSameInside(graph, counterpart) && HasSameNeeds(graph, before, after)))
        {
            Refuse(path, "It is under way, but its graph has other steps or needs in the new version.");
            return false;
        }

        return true;
    }

    // Which needs of which steps have ended is counted, and not found out anew.
    private bool HasSameNeeds(GraphNode graph, ImmutableArray<StepText> before, ImmutableArray<StepText> after) =>
        graph.Body.Steps.All(index => !before[index].Differences(after[_map.Of(_state.Definition.Nodes[index])!.Index]).Contains("needs")); // it has the same steps

    private void CheckLane(Lane lane)
    {
        if (lane.Role == Journal.LaneRole.Compensation)
        {
            Refuse(null, "Steps of it are being undone.");
            return;
        }

        // A graph gives each of its steps a lane; that the graph has the same steps is known already.
        var steps = lane.Owner.Node is GraphNode ? null : FindBlock(lane)?.Steps;
        for (var i = 0; i < lane.Cursor + (lane.Current is null ? 0 : 1); i++)
        {
            var begun = _state.Definition.Nodes[lane.Block.Steps[i]];
            var path = StepPaths.Of(lane, begun);
            if (_map.Of(begun) is not { } counterpart || (steps is { } there && (i >= there.Length || there[i] != counterpart.Index)))
            {
                Refuse(path, $"It has begun as number {i + 1} of its block, but the new version has {Name(steps, i)} there.");
                return;
            }

            if (i < lane.Cursor)
            {
                CheckFinished(lane, begun, counterpart, path);
            }
        }
    }

    private string Name(ImmutableArray<int>? steps, int i) =>
        steps is { } there && i < there.Length ? $"the {_to.Nodes[there[i]].Verb} step '{_to.Nodes[there[i]].Id}'" : "no step";

    private Block? FindBlock(Lane lane) => lane.Owner.Node is not { } node
        ? lane.Role switch
        {
            Journal.LaneRole.Catch => lane.Key < _to.Catch.Length ? _to.Catch[lane.Key].Do : null,
            Journal.LaneRole.Finally => _to.Finally,
            _ => _to.Steps,
        }
        : _map.Of(node) is { } counterpart ? Blocks.Find(_to, counterpart, lane.Role, lane.Key) : null;

    private void CheckFinished(Lane lane, StepNode step, StepNode counterpart, string path)
    {
        if (!_map.IsSameInside(step, counterpart))
        {
            Refuse(path, "It has run, but the new version has other steps in it.");
        }
        else
        {
            CheckResults(lane.Frame, step, path);
        }
    }

    // What later steps may look at: the results of the step and of those in it that share its scope.
    private void CheckResults(Frame frame, StepNode step, string path)
    {
        if (step.Scope != frame.Scope)
        {
            return;
        }

        if (frame.Results[step.Slot] is { Status: Runs.StepStatus.Succeeded } result && !result.Outputs.IsUndefined)
        {
            // A wait that timed out gives what its shape does not say; what the version that it has puts up with, another may too.
            const string Reason = "It has run; what it gave does not fit the new version. The output";
            foreach (var problem in Problems(_map.Of(step)!).Except(Problems(step))) // that it has one is known
            {
                Refuse(path, problem);
            }

            IEnumerable<string> Problems(StepNode node) => ShapeCheck.Check(result.Outputs, node.Output).Select(finding => finding.Describe(Reason));
        }

        foreach (var index in Blocks.Of(step).SelectMany(block => block.Steps))
        {
            CheckResults(frame, _state.Definition.Nodes[index], path);
        }
    }

    private void CheckCompleted(Activation activation)
    {
        foreach (var step in activation.Completed)
        {
            if (_map.Of(step.Node) is not { Compensate: not null })
            {
                Refuse(step.Path, "It has run and may have to be undone, but the new version does not say how.");
            }
        }
    }

    private void Refuse(string? path, string message) => _problems.Add(new MigrationProblem(path, message));
}
