using System.Collections.Immutable;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Core;

/// <summary>How steps begin.</summary>
internal sealed partial class Deciding
{
    private void Advance(Lane lane)
    {
        if (lane.Owner.Unwinding is not null && !lane.IsAfterUnwinding)
        {
            EndLane(lane, new Outcome(StepStatus.Cancelled, default, Errors.Superseded()));
        }
        else if (lane.Ending is { } ending)
        {
            EndLane(lane, ending);
        }
        else if (lane.Cursor >= lane.Block.Steps.Length)
        {
            EndLane(lane, Outcome.Success);
        }
        else
        {
            Begin(lane, Definition.Nodes[lane.Block.Steps[lane.Cursor]]);
        }
    }

    private void Begin(Lane lane, StepNode node)
    {
        if (node.IsDisabled || !NeedsAreMet(lane, node))
        {
            Finish(lane, node, new Outcome(StepStatus.Skipped));
            return;
        }

        if (node.When is { } when)
        {
            if (Try(() => EvaluateCondition(when, lane), out var runs) is { } error)
            {
                Finish(lane, node, Failure(error, node, 1));
                return;
            }

            if (!runs)
            {
                Finish(lane, node, new Outcome(StepStatus.Skipped));
                return;
            }
        }

        if (IsInline(node) && node is { Retry: null, Cache: null, Limits.IsEmpty: true })
        {
            RunInline(lane, node);
            return;
        }

        Emit(new StepOpened { Activation = _state.NextId, Lane = lane.Id, Node = node.Index });
        BeginFirst(lane.Current!); // the record has made it the lane's current step
    }

    private void BeginFirst(Activation activation)
    {
        var node = activation.Node!; // only the run itself has none, and it is never begun here
        if (node.Limits.IsEmpty || !activation.Permits.IsEmpty)
        {
            BeginAttempt(activation, activation.Attempt + 1);
        }
        else if (AskPermits(activation, node.Limits) is { } error)
        {
            Close(activation, Failure(error, node, 1));
        }
    }

    private static bool IsInline(StepNode node) => node is SetNode or ScriptNode or ReturnNode or FailNode or EmitNode;

    private bool NeedsAreMet(Lane lane, StepNode node)
    {
        foreach (var need in node.Needs)
        {
            var target = Definition.Nodes[need.Node];
            var status = lane.Frame.Results[target.Slot]?.Status ?? StepStatus.Skipped;
            if (!Needs.IsMet(need.Condition, status, target.ContinueOnError))
            {
                return false;
            }
        }

        return true;
    }

    private void RunInline(Lane lane, StepNode node)
    {
        var outcome = Inline(lane, node, attempt: 1, out var variables);
        Finish(lane, node, outcome, variables);
    }

    private void Finish(
        Lane lane,
        StepNode node,
        Outcome outcome,
        ImmutableArray<KeyValuePair<string, Value>>? variables = null) =>
        Emit(new StepFinished
        {
            Lane = lane.Id,
            Node = node.Index,
            Status = outcome.Status,
            Outputs = outcome.Outputs,
            Error = outcome.Error,
            Variables = variables ?? [],
        });

    private Outcome Inline(
        Lane lane,
        StepNode node,
        int attempt,
        out ImmutableArray<KeyValuePair<string, Value>> variables)
    {
        variables = [];
        try
        {
            switch (node)
            {
                case SetNode set:
                    return Assign(lane, set, out variables);
                case ScriptNode script:
                    var arguments = Evaluate(script.With, lane);
                    var result = Bounded(script.Script.Run(
                        _session,
                        arguments.TryGetObject(out var members) ? members : ValueObject.Empty));
                    var outputs = result.IsNullish ? Value.EmptyObject : result;
                    return CheckShape(outputs, node.Output, $"The result of script '{node.Id}'") is { } wrong
                        ? Failure(wrong, node, attempt)
                        : new Outcome(StepStatus.Succeeded, outputs);
                case ReturnNode end:
                    return new Outcome(StepStatus.Returned, Evaluate(end.Outputs, lane));
                case EmitNode emit:
                    var subject = Evaluate(emit.Subject, lane).ToString();
                    Publish(subject, Evaluate(emit.Data, lane));
                    return Outcome.Success;
                case FailNode fail:
                    var details = fail.Details is null ? Value.Undefined : Evaluate(fail.Details, lane);
                    return Failure(
                        Errors.Failed(Evaluate(fail.Code, lane).ToString(), Evaluate(fail.Message, lane).ToString(), details),
                        node,
                        attempt);
                default:
                    throw new InvalidOperationException($"Step '{node.Id}' with the verb '{node.Verb}' is not inline.");
            }
        }
        catch (ExpressionException exception)
        {
            return Failure(Errors.OfExpression(exception), node, attempt);
        }
    }

    private Outcome Assign(Lane lane, SetNode set, out ImmutableArray<KeyValuePair<string, Value>> variables)
    {
        variables = [];
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(set.Assignments.Length);
        foreach (var (name, template) in set.Assignments)
        {
            var value = Evaluate(template, lane);
            values.Add(new(name, value.IsUndefined ? Value.Null : value));
            foreach (var variable in Definition.Variables)
            {
                if (variable.Name == name && !value.IsNullish
                    && CheckShape(value, variable.Shape, $"The variable '{name}'") is { } wrong)
                {
                    return Failure(wrong, set, 1);
                }
            }
        }

        variables = values.MoveToImmutable();
        return Outcome.Success;
    }

    private void BeginAttempt(Activation activation, int attempt)
    {
        var node = activation.Node!; // only the run itself has none, and it is never begun here
        var timeout = node.Timeout ?? (node as RepeatNode)?.LoopTimeout;
        var record = new AttemptOpened
        {
            Activation = activation.Id,
            Attempt = attempt,
            TimeoutAt = timeout is { } limit ? _at + limit : null,
        };
        var error = Try(() => WithCacheKey(activation.Lane!, node, Prepare(activation.Lane!, node, record)), out var prepared);
        Emit(prepared?.Record ?? record);
        error ??= prepared?.Error;
        if (error is not null)
        {
            EndAttempt(activation, Outcome.Failure(error));
        }
        else if (activation.CacheKey is not null)
        {
            _effects.Add(_state.Starting(activation)!); // with a key there is always one
        }
        else
        {
            Enter(activation, node);
        }
    }

    private Prepared WithCacheKey(Lane lane, StepNode node, Prepared prepared) =>
        node.Cache is { } cache && prepared.Error is null && node is UsesNode or CallNode { Detach: false } or AgentNode or ScriptNode or ActionNode
            ? prepared with
            {
                Record = prepared.Record with { CacheKey = $"{Definition.FullName}/{StepPaths.InWorkflow(lane, node)}/{Evaluate(cache.Key, lane)}" },
            }
            : prepared;

    private sealed record Prepared(AttemptOpened Record, StepError? Error = null);

    // What the attempt works on is evaluated before the attempt is recorded, and recorded with it.
    private Prepared Prepare(Lane lane, StepNode node, AttemptOpened record)
    {
        switch (node)
        {
            case UsesNode uses:
                return new(record with { Input = Evaluate(uses.With, lane) });
            case CallNode call:
                return new(record with { Input = Evaluate(call.With, lane) });
            case AgentNode agent:
                return new(record with { Input = Evaluate(agent.With, lane) });
            case ActionNode action:
                var binding = InputBinder.Bind(action.Inputs, Evaluate(action.With, lane));
                return new(
                    record with { Input = binding.Inputs },
                    binding.Problems.Count == 0
                        ? null
                        : Errors.WrongInputs(action, string.Join(" ", binding.Problems.Select(problem => problem.Message))));
            case ForNode loop:
                var items = Evaluate(loop.Each, lane);
                return items.Kind == ValueKind.Array
                    ? new(record with { Input = items })
                    : new(record, Errors.NotAnArray(loop, items));
            case WaitNode wait:
                return PrepareWait(lane, wait, record);
            case HumanNode human:
                return PrepareTask(lane, human, record);
            default:
                return new(record);
        }
    }

    private static Outcome Failure(StepError error, StepNode? node, int attempt) =>
        Outcome.Failure(error.Step is null && node is not null ? error with { Step = node.Id, Attempt = attempt } : error);
}
