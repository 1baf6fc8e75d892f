using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How the blocks of steps begin, and what follows when one ends.</summary>
internal sealed partial class Deciding
{
    private void OpenLane(Activation owner, LaneRole role, int key, StepError? error = null) =>
        Emit(new LaneOpened { Lane = _state.NextId, Activation = owner.Id, Role = role, Key = key, Error = error });

    // The first blocks of a step, right after an attempt began.
    private void Enter(Activation activation, StepNode node)
    {
        switch (node)
        {
            case UsesNode or CallNode or AgentNode:
                _effects.Add(_state.Starting(activation)!); // these always have one
                break;
            case WaitNode wait:
                EnterWait(activation, wait);
                break;
            case HumanNode human:
                OpenTask(activation, human);
                break;
            case GroupNode or TryNode or ActionNode:
                OpenLane(activation, LaneRole.Body, 0);
                break;
            case IfNode or SwitchNode:
                EnterArm(activation, node);
                break;
            case ForNode loop:
                OpenIterations(activation, loop);
                break;
            case RepeatNode loop:
                BeginIteration(activation, loop);
                break;
            case ParallelNode parallel:
                for (var i = 0; i < parallel.Branches.Length && activation.Unwinding is null; i++)
                {
                    OpenLane(activation, LaneRole.Branch, i);
                }

                if (parallel.Branches.IsEmpty)
                {
                    EndAttempt(activation, Outcome.Success);
                }

                break;
            case GraphNode graph:
                OpenGraphSteps(activation, graph);
                break;
            default:
                EndAttempt(activation, Inline(activation.Lane!, node, activation.Attempt, out _));
                break;
        }
    }

    private void EnterArm(Activation activation, StepNode node)
    {
        if (Try(() => ChooseArm(activation.Lane!, node), out var arm) is { } error)
        {
            EndAttempt(activation, Outcome.Failure(error));
        }
        else if (arm is { } key)
        {
            OpenLane(activation, LaneRole.Arm, key);
        }
        else
        {
            EndAttempt(activation, Outcome.Success);
        }
    }

    private int? ChooseArm(Lane lane, StepNode node)
    {
        if (node is IfNode condition)
        {
            for (var i = 0; i < condition.Arms.Length; i++)
            {
                if (EvaluateCondition(condition.Arms[i].Condition, lane))
                {
                    return i;
                }
            }

            return condition.Else is null ? null : condition.Arms.Length;
        }

        var choice = (SwitchNode)node;
        var text = Evaluate(choice.On, lane).ToString();
        for (var i = 0; i < choice.Cases.Length; i++)
        {
            if (choice.Cases[i].Key == text)
            {
                return i;
            }
        }

        return choice.Default is null ? null : choice.Cases.Length;
    }

    private void OpenIterations(Activation activation, ForNode loop)
    {
        var count = Iterations.Count(loop, activation.Input);
        while (activation.Opened < count && activation.Lanes.Count < loop.Concurrency)
        {
            OpenLane(activation, LaneRole.Iteration, activation.Opened);
        }

        if (activation.Closed == count)
        {
            var outputs = activation.Results is { } results
                ? Value.From(ValueObject.Of(("results", Value.From(ValueArray.Of([.. results])))))
                : Value.EmptyObject;
            EndAttempt(activation, new Outcome(StepStatus.Succeeded, outputs));
        }
    }

    private void BeginIteration(Activation activation, RepeatNode loop)
    {
        if (!loop.IsUntil)
        {
            if (Try(() => EvaluateCondition(loop.Condition, activation.Lane), out var goesOn) is { } error)
            {
                EndAttempt(activation, Outcome.Failure(error));
                return;
            }

            if (!goesOn)
            {
                EndAttempt(activation, Outcome.Success);
                return;
            }
        }

        if (activation.Opened >= loop.Max)
        {
            EndAttempt(activation, Outcome.Failure(Errors.TooManyIterations(loop)));
            return;
        }

        OpenLane(activation, LaneRole.Iteration, activation.Opened);
    }

    private void OpenGraphSteps(Activation activation, GraphNode graph)
    {
        while (activation.Graph!.TryGetStartable(out var step)) // a graph always has it
        {
            OpenLane(activation, LaneRole.Body, step);
        }

        if (activation.Closed == graph.Steps.Length)
        {
            EndAttempt(activation, Outcome.Success);
        }
    }

    private void EndLane(Lane lane, Outcome outcome)
    {
        var result = outcome.Outputs;
        if (outcome.Status == StepStatus.Succeeded && lane.Owner.Node is ForNode { Collect: { } collect } loop)
        {
            if (Try(() => Evaluate(collect, lane), out result) is { } error)
            {
                outcome = Failure(error, loop, lane.Owner.Attempt);
            }
        }

        var repeats = outcome.Status == StepStatus.Succeeded && lane.Owner.Node is RepeatNode;
        Emit(new LaneClosed { Lane = lane.Id, Status = outcome.Status, Result = result, Error = outcome.Error });
        if (repeats && lane.Owner.Unwinding is null)
        {
            EndIteration(lane);
        }
        else
        {
            Follow(lane.Owner, lane, outcome);
        }
    }

    private void Follow(Activation owner, Lane lane, Outcome outcome)
    {
        if (owner.Unwinding is { } pending)
        {
            FollowUnwinding(owner, lane, outcome, pending);
            return;
        }

        switch (owner.Node)
        {
            case null or TryNode:
                FollowTry(owner, lane, outcome);
                break;
            case ActionNode action:
                EndAction(owner, action, lane, outcome);
                break;
            case ForNode loop:
                if (outcome.Status == StepStatus.Succeeded || (outcome.Status == StepStatus.Failed && loop.ContinueOnItemError))
                {
                    OpenIterations(owner, loop);
                }
                else
                {
                    Unwind(owner, outcome);
                }

                break;
            case ParallelNode parallel:
                FollowBranch(owner, parallel, outcome);
                break;
            case GraphNode graph:
                // A failure in a graph is handled when a step asks for it: needs: {x: failed} or {x: any}.
                if (outcome.Status == StepStatus.Succeeded
                    || (outcome.Status == StepStatus.Failed && graph.Steps[lane.Key].IsFailureHandled))
                {
                    OpenGraphSteps(owner, graph);
                }
                else
                {
                    Unwind(owner, outcome);
                }

                break;
            default:
                EndAttempt(owner, outcome.Status == StepStatus.Succeeded ? Outcome.Success : outcome);
                break;
        }
    }

    private void FollowBranch(Activation owner, ParallelNode parallel, Outcome outcome)
    {
        var all = owner.Closed == parallel.Branches.Length;
        switch (outcome.Status)
        {
            case StepStatus.Returned:
                Unwind(owner, outcome);
                break;
            case StepStatus.Failed when parallel.Join == JoinMode.All:
                Unwind(owner, outcome);
                break;
            case StepStatus.Succeeded when parallel.Join == JoinMode.Any:
                Unwind(owner, Outcome.Success);
                break;
            case StepStatus.Failed when all && parallel.Join == JoinMode.Any:
                EndAttempt(owner, Outcome.Failure(Errors.NoBranchSucceeded(parallel, outcome.Error)));
                break;
            default:
                if (all)
                {
                    EndAttempt(owner, Outcome.Success);
                }

                break;
        }
    }

    private void EndIteration(Lane lane)
    {
        var owner = lane.Owner;
        var loop = (RepeatNode)owner.Node!; // the caller has seen that it is one
        if (loop.IsUntil)
        {
            if (Try(() => EvaluateCondition(loop.Condition, lane), out var ends) is { } error)
            {
                EndAttempt(owner, Outcome.Failure(error));
                return;
            }

            if (ends)
            {
                EndAttempt(owner, Outcome.Success);
                return;
            }
        }

        if (loop.Every > TimeSpan.Zero && owner.Opened < loop.Max)
        {
            Emit(new LoopPaused { Activation = owner.Id, DueAt = _at + loop.Every });
        }
        else
        {
            BeginIteration(owner, loop);
        }
    }

    private void EndAction(Activation owner, ActionNode action, Lane lane, Outcome outcome)
    {
        if (outcome.Status == StepStatus.Returned)
        {
            outcome = new Outcome(StepStatus.Succeeded, outcome.Outputs);
        }
        else if (outcome.Status == StepStatus.Succeeded)
        {
            outcome = MakeOutputs(action.Outputs, lane);
        }

        if (outcome.Status == StepStatus.Succeeded && CheckOutputs(action.Outputs, outcome.Outputs) is { } wrong)
        {
            outcome = Outcome.Failure(wrong);
        }

        EndAttempt(owner, outcome);
    }

    private Outcome MakeOutputs(IReadOnlyList<OutputDefinition> definitions, Lane? lane)
    {
        var outputs = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        try
        {
            foreach (var output in definitions)
            {
                if (output.Value is { } template)
                {
                    outputs[output.Name] = Evaluate(template, lane);
                }
            }
        }
        catch (ExpressionException exception)
        {
            return Outcome.Failure(Errors.OfExpression(exception));
        }

        return new Outcome(StepStatus.Succeeded, Value.From(ValueObject.Of(outputs)));
    }

    private static StepError? CheckOutputs(IReadOnlyList<OutputDefinition> definitions, Value outputs)
    {
        foreach (var output in definitions)
        {
            var value = outputs[output.Name];
            if (!value.IsNullish && CheckShape(value, output.Shape, $"The output '{output.Name}'") is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
