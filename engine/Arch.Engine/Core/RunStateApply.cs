using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How each record changes the state.</summary>
internal sealed partial class RunState
{
    public void Apply(JournalRecord record)
    {
        NextSequence = record.Sequence + 1;
        switch (record)
        {
            case RunStarted started:
                Start(started);
                break;
            case StepFinished finished:
                Finish(finished);
                break;
            case StepOpened opened:
                Open(opened);
                break;
            case AttemptOpened opened:
                OpenAttempt(opened);
                break;
            case AttemptFailed failed:
                FailAttempt(failed);
                break;
            case LaneOpened opened:
                OpenLane(opened);
                break;
            case LaneClosed closed:
                CloseLane(closed);
                break;
            case LoopPaused paused:
                SetMoments(_activations[paused.Activation], _activations[paused.Activation].TimeoutAt, paused.DueAt);
                break;
            case UnwindingStarted unwinding:
                Unwind(unwinding);
                break;
            case StepClosed closed:
                Close(closed);
                break;
            case RunEnded ended:
                End(ended);
                break;
            default:
                ApplyLater(record);
                break;
        }
    }

    private void Start(RunStarted started)
    {
        Inputs = started.Inputs;
        Trigger = started.Trigger;
        Parent = started.Parent;
        ParentWait = started.ParentActivation is { } waiting ? (waiting, started.ParentAttempt) : null;
        StartedAt = started.At;
        Root.Attempt = 1;
        SetMoments(Root, Definition.Timeout is { } timeout ? started.At + timeout : null, null);
    }

    private void Finish(StepFinished finished)
    {
        var lane = _lanes[finished.Lane];
        foreach (var (name, value) in finished.Variables)
        {
            _variables[name] = value;
            _variablesView = default;
        }

        End(lane, Definition.Nodes[finished.Node], new Outcome(finished.Status, finished.Outputs, finished.Error), attempts: 1);
    }

    private void Open(StepOpened opened)
    {
        var lane = _lanes[opened.Lane];
        var activation = new Activation(opened.Activation, Definition.Nodes[opened.Node], lane, opened.At);
        _activations.Add(activation.Id, activation);
        NextId = activation.Id + 1;
        lane.Current = activation;
    }

    private void OpenAttempt(AttemptOpened opened)
    {
        var activation = _activations[opened.Activation];
        activation.IsRetrying = false;
        SetCutOff(activation, false);
        activation.Attempt = opened.Attempt;
        activation.Input = opened.Input;
        activation.CacheKey = opened.CacheKey;
        activation.Opened = 0;
        activation.Closed = 0;
        activation.LastError = null;
        activation.FinallyOpened = false;
        activation.Compensation = null;
        activation.Met = activation.Node is WaitNode && opened.Input.TryGetArray(out var leaves) ? new Value[leaves.Count] : null;
        SetUnwinding(activation, null);
        activation.Results = activation.Node is ForNode { Collect: not null } loop
            ? new Value[Iterations.Count(loop, opened.Input)]
            : null;
        activation.Graph = activation.Node is GraphNode graph ? new GraphProgress(graph.Steps) : null;
        SetAttempting(activation, activation.Node is UsesNode or CallNode or AgentNode || activation.CacheKey is not null);
        SetMoments(activation, opened.TimeoutAt, opened.DueAt);
        if (activation.Node is WaitNode or HumanNode)
        {
            _listening.Add(activation.Id);
        }

        if (opened.Attempt > 1 && activation.Node is not null)
        {
            Forget(activation.Lane!.Frame, activation.Node!);
        }
    }

    private void FailAttempt(AttemptFailed failed)
    {
        var activation = _activations[failed.Activation];
        SetAttempting(activation, false);
        activation.IsRetrying = true;
        SetMoments(activation, null, failed.RetryAt);
        activation.LastError = failed.Error;
        SetUnwinding(activation, null);
        _listening.Remove(activation.Id);
    }

    private void OpenLane(LaneOpened opened)
    {
        var owner = _activations[opened.Activation];
        var block = Blocks.Find(Definition, owner, opened.Role, opened.Key);
        var lane = new Lane(opened.Lane, owner, opened.Role, opened.Key, block, FrameFor(owner, opened))
        {
            Error = opened.Error,
            Undoes = opened.Role == LaneRole.Compensation ? owner.Completed[opened.Key] : null,
            IsAfterUnwinding = owner.Unwinding is not null,
        };
        NextId = lane.Id + 1;
        _lanes.Add(lane.Id, lane);
        lane.Place = owner.Lanes.AddLast(lane);
        owner.Opened++;
        owner.FinallyOpened |= opened.Role == LaneRole.Finally;
        owner.Graph?.Begin();

        // What is kept of an action was looked for, and is not looked for again once its steps run.
        SetAttempting(owner, false);
        if (opened.Role == LaneRole.Iteration)
        {
            SetMoments(owner, owner.TimeoutAt, null);
        }

        Ready.Enqueue(lane);
    }

    private Frame FrameFor(Activation owner, LaneOpened opened)
    {
        if (opened.Role == LaneRole.Compensation)
        {
            return owner.Completed[opened.Key].Frame;
        }

        var around = owner.Lane?.Frame ?? RootFrame;
        switch (owner.Node)
        {
            case ForNode loop when opened.Role == LaneRole.Iteration:
                return new Frame(loop.BodyScope, Definition.Scopes[loop.BodyScope].Nodes.Length, around)
                {
                    ItemName = loop.As,
                    Item = Iterations.Item(loop, owner.Input, opened.Key),
                    IndexName = loop.IndexName,
                    Index = opened.Key,
                };
            case RepeatNode loop when opened.Role == LaneRole.Iteration:
                return new Frame(loop.BodyScope, Definition.Scopes[loop.BodyScope].Nodes.Length, around);
            case ActionNode action:
                // An action sees nothing of its caller but the inputs.
                return new Frame(action.BodyScope, Definition.Scopes[action.BodyScope].Nodes.Length, null)
                {
                    Inputs = owner.Input,
                };
            default:
                return around;
        }
    }

    private void CloseLane(LaneClosed closed)
    {
        var lane = _lanes[closed.Lane];
        var owner = lane.Owner;
        _lanes.Remove(lane.Id);
        owner.Lanes.Remove(lane.Place!); // it has been there since it began
        owner.Closed++;
        if (lane.Role == LaneRole.Compensation)
        {
            NoteCompensation(owner, closed);
            return;
        }

        if (closed.Status == StepStatus.Failed)
        {
            owner.LastError = closed.Error;
        }

        if (lane.Role == LaneRole.Iteration && owner.Results is { } results)
        {
            results[lane.Key] = closed.Status == StepStatus.Succeeded ? closed.Result : Value.Null;
        }

        owner.Graph?.End(lane.Key);
    }

    // How the step was undone, which cannot be undone again.
    private static void NoteCompensation(Activation owner, LaneClosed closed)
    {
        var step = owner.Completed[^1];
        owner.Completed.RemoveAt(owner.Completed.Count - 1);
        (owner.Compensation ??= []).Add(Value.From(ValueObject.Of(
            ("step", Value.From(step.Path)),
            ("status", Value.From(StatusNames.Of(closed.Status))),
            ("error", closed.Error?.ToValue() ?? Value.Null))));
    }

    private void Unwind(UnwindingStarted unwinding)
    {
        var activation = _activations[unwinding.Activation];
        SetUnwinding(activation, new Outcome(unwinding.Status, unwinding.Outputs, unwinding.Error));
        activation.Compensates = unwinding.Compensates;
        activation.Handles = unwinding.Handles;
        SetAttempting(activation, activation is { IsAttempting: true, Node: CallNode { Detach: false } });
        SetCutOff(activation, false);
        activation.IsRetrying = false;
        SetMoments(activation, null, null);
        _listening.Remove(activation.Id);
        Forgo(activation);
    }

    private static void SetUnwinding(Activation activation, Outcome? outcome)
    {
        activation.Unwinding = outcome;
        activation.Compensates = false;
        activation.Handles = false;
    }

    private void Close(StepClosed closed)
    {
        var activation = _activations[closed.Activation];
        SetAttempting(activation, false);
        SetCutOff(activation, false);
        SetMoments(activation, null, null);
        Forgo(activation);
        _activations.Remove(activation.Id);
        _listening.Remove(activation.Id);
        var lane = activation.Lane!;
        lane.Current = null;
        if (activation.Completed.Count > 0)
        {
            // What was not undone here may be undone by what is around it.
            HandOver(activation.Completed, CompensationScope(lane));
        }

        End(lane, activation.Node!, new Outcome(closed.Status, closed.Outputs, closed.Error), activation.Attempt);
    }

    // A step of a lane has ended: its result is kept, and the lane goes on or is about to end.
    private void End(Lane lane, StepNode node, Outcome outcome, int attempts)
    {
        lane.Frame.Keep(node.Slot, outcome.Status == StepStatus.Skipped
            ? null
            : new StepResult(outcome.Status, outcome.Outputs, outcome.Error, attempts));
        if (node.Compensate is not null && outcome.Status == StepStatus.Succeeded && CompensationScope(lane) is { } scope)
        {
            scope.Completed.Add(new CompletedStep(node, StepPaths.Of(lane, node), lane.Frame.Copy(), NextSequence - 1));
        }

        if (outcome.Status is StepStatus.Succeeded or StepStatus.Skipped
            || (outcome.Status == StepStatus.Failed && node.ContinueOnError))
        {
            lane.Cursor++;
        }
        else
        {
            lane.Ending = outcome;
        }

        Ready.Enqueue(lane);
    }

    private static void HandOver(List<CompletedStep> completed, Activation? scope)
    {
        if (scope is not null)
        {
            // What ran at the end of a try may have completed after what was in it, and is there already.
            scope.Completed.AddRange(completed);
            scope.Completed.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        }
    }

    // The nearest try around it that rolls back, else the run. What undoes a step is not undone itself.
    private Activation? CompensationScope(Lane lane)
    {
        for (var at = lane; at is not null; at = at.Owner.Lane)
        {
            if (at.Role == LaneRole.Compensation)
            {
                return null;
            }

            if (at.Owner.Node is TryNode { Rollback: true } && at.Role == LaneRole.Body)
            {
                return at.Owner;
            }
        }

        return Root;
    }

    private void End(RunEnded ended)
    {
        Ended = ended.Status;
        EndedAt = ended.At;
        Outputs = ended.Outputs;
        Error = ended.Error;
        Ready.Clear();
        _moments.Clear();
        _activations.Clear();
        _lanes.Clear();
        _listening.Clear();
        _signals.Clear();
        _regaining.Clear();
        _attempting = 0;
        _cutOff = 0;
    }

    // Another attempt of a block starts without the results of the one before.
    private void Forget(Frame frame, StepNode node)
    {
        foreach (var index in Blocks.Of(node).SelectMany(block => block.Steps))
        {
            var inner = Definition.Nodes[index];
            if (inner.Scope == frame.Scope)
            {
                frame.Keep(inner.Slot, null);
                Forget(frame, inner);
            }
        }
    }

    private void SetAttempting(Activation activation, bool value)
    {
        if (activation.IsAttempting != value)
        {
            activation.IsAttempting = value;
            _attempting += value ? 1 : -1;
        }
    }

    private void SetMoments(Activation activation, DateTimeOffset? timeoutAt, DateTimeOffset? dueAt)
    {
        Replace(activation.TimeoutAt, timeoutAt, activation.Id * 2);
        Replace(activation.DueAt, dueAt, (activation.Id * 2) + 1);
        activation.TimeoutAt = timeoutAt;
        activation.DueAt = dueAt;
    }

    // Keys are even for time-outs and odd for other moments, so that an activation can have both.
    private void Replace(DateTimeOffset? before, DateTimeOffset? after, int key)
    {
        if (before == after)
        {
            return;
        }

        if (before is { } old)
        {
            _moments.Remove((old, key));
        }

        if (after is { } moment)
        {
            _moments.Add((moment, key));
        }
    }
}
