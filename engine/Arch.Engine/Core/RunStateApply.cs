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
        }
    }

    private void Start(RunStarted started)
    {
        Inputs = started.Inputs;
        Trigger = started.Trigger;
        Parent = started.Parent;
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
        SetRetrying(activation, false);
        activation.Attempt = opened.Attempt;
        activation.Input = opened.Input;
        activation.Opened = 0;
        activation.Closed = 0;
        activation.LastError = null;
        activation.FinallyOpened = false;
        activation.Unwinding = null;
        activation.Results = activation.Node is ForNode { Collect: not null } loop
            ? new Value[Iterations.Count(loop, opened.Input)]
            : null;
        activation.Graph = activation.Node is GraphNode graph ? new GraphProgress(graph.Steps) : null;
        SetAttempting(activation, activation.Node is UsesNode or CallNode);
        SetMoments(activation, opened.TimeoutAt, opened.DueAt);
        if (opened.Attempt > 1)
        {
            Forget(activation.Lane!.Frame, activation.Node!);
        }
    }

    private void FailAttempt(AttemptFailed failed)
    {
        var activation = _activations[failed.Activation];
        SetAttempting(activation, false);
        SetRetrying(activation, true);
        SetMoments(activation, null, failed.RetryAt);
        activation.LastError = failed.Error;
        activation.Unwinding = null;
    }

    private void OpenLane(LaneOpened opened)
    {
        var owner = _activations[opened.Activation];
        var block = Blocks.Find(Definition, owner, opened.Role, opened.Key);
        var lane = new Lane(opened.Lane, owner, opened.Role, opened.Key, block, FrameFor(owner, opened))
        {
            Error = opened.Error,
            IsAfterUnwinding = owner.Unwinding is not null,
        };
        NextId = lane.Id + 1;
        _lanes.Add(lane.Id, lane);
        lane.Place = owner.Lanes.AddLast(lane);
        owner.Opened++;
        owner.FinallyOpened |= opened.Role == LaneRole.Finally;
        owner.Graph?.Begin();
        if (opened.Role == LaneRole.Iteration)
        {
            SetMoments(owner, owner.TimeoutAt, null);
        }

        Ready.Enqueue(lane);
    }

    private Frame FrameFor(Activation owner, LaneOpened opened)
    {
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

    private void Unwind(UnwindingStarted unwinding)
    {
        var activation = _activations[unwinding.Activation];
        activation.Unwinding = new Outcome(unwinding.Status, unwinding.Outputs, unwinding.Error);
        SetAttempting(activation, false);
        SetRetrying(activation, false);
        SetMoments(activation, null, null);
    }

    private void Close(StepClosed closed)
    {
        var activation = _activations[closed.Activation];
        SetAttempting(activation, false);
        SetRetrying(activation, false);
        SetMoments(activation, null, null);
        _activations.Remove(activation.Id);
        var lane = activation.Lane!;
        lane.Current = null;
        End(lane, activation.Node!, new Outcome(closed.Status, closed.Outputs, closed.Error), activation.Attempt);
    }

    // A step of a lane has ended: its result is kept, and the lane goes on or is about to end.
    private void End(Lane lane, StepNode node, Outcome outcome, int attempts)
    {
        lane.Frame.Results[node.Slot] = outcome.Status == StepStatus.Skipped
            ? null
            : new StepResult(outcome.Status, outcome.Outputs, outcome.Error, attempts);
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
        _attempting = 0;
        _retrying = 0;
    }

    // Another attempt of a block starts without the results of the one before.
    private void Forget(Frame frame, StepNode node)
    {
        foreach (var index in Blocks.Of(node).SelectMany(block => block.Steps))
        {
            var inner = Definition.Nodes[index];
            if (inner.Scope == frame.Scope)
            {
                frame.Results[inner.Slot] = null;
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

    private void SetRetrying(Activation activation, bool value)
    {
        if (activation.IsRetrying != value)
        {
            activation.IsRetrying = value;
            _retrying += value ? 1 : -1;
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
