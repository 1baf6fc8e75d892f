using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>What records mean to those who watch.</summary>
internal sealed partial class RunState
{
    /// <summary>Describes a record that is about to be applied.</summary>
    public StepProgress? Describe(JournalRecord record)
    {
        switch (record)
        {
            case StepFinished finished:
                return Describe(_lanes[finished.Lane], Definition.Nodes[finished.Node], Change(finished.Status), record) with
                {
                    Duration = TimeSpan.Zero,
                    Error = finished.Error,
                };
            case StepOpened opened:
                return Describe(_lanes[opened.Lane], Definition.Nodes[opened.Node], StepChange.Started, record);
            case AttemptOpened opened when _activations[opened.Activation] is { Node: WaitNode or HumanNode } waiting:
                return Describe(opened.Activation, StepChange.Waiting, record) with
                {
                    DueAt = opened.DueAt,
                    WaitsFor = waiting.Node is HumanNode human
                        ? [History.WaitsFor.Task(RunId, waiting.Id, human, opened.Input, opened.DueAt)]
                        : [.. History.WaitsFor.Parts(opened.Input, opened.TimeoutAt, met: null)],
                };
            case ChildStarted started:
                return Describe(started.Activation, StepChange.Waiting, record) with
                {
                    WaitsFor = [new WaitView(WaitKind.Run, ChildId(_activations[started.Activation]).Value)],
                };
            case AgentAsked asked:
                var asking = _activations[asked.Activation];
                return Describe(asked.Activation, StepChange.Waiting, record) with
                {
                    DueAt = asking.TimeoutAt,
                    WaitsFor = [new WaitView(WaitKind.Agent, ((AgentNode)asking.Node!).Agent) { TimeoutAt = asking.TimeoutAt }], // only such steps ask
                };
            case PermitsAsked { Activation: > 0 } asked:
                return Describe(asked.Activation, StepChange.Waiting, record) with
                {
                    WaitsFor = [.. asked.Keys.Select(key => new WaitView(WaitKind.Permit, key.Key))],
                };
            case AttemptOpened { Activation: > 0 } opened when opened.Attempt > 1 || !_activations[opened.Activation].Permits.IsEmpty:
                return Describe(opened.Activation, StepChange.AttemptStarted, record) with { Attempt = opened.Attempt };
            case AttemptFailed failed:
                return Describe(failed.Activation, StepChange.AttemptFailed, record) with
                {
                    DueAt = failed.RetryAt,
                    Error = failed.Error,
                };
            case LoopPaused paused:
                return Describe(paused.Activation, StepChange.Waiting, record) with { DueAt = paused.DueAt };
            case StepClosed closed:
                return Describe(closed.Activation, Change(closed.Status), record) with
                {
                    Duration = closed.At - _activations[closed.Activation].OpenedAt,
                    Error = closed.Error,
                };
            default:
                return null;
        }
    }

    private static StepChange Change(StepStatus status) => status switch
    {
        StepStatus.Succeeded or StepStatus.Returned => StepChange.Succeeded,
        StepStatus.Failed => StepChange.Failed,
        StepStatus.Cancelled => StepChange.Cancelled,
        _ => StepChange.Skipped,
    };

    private StepProgress Describe(int activationId, StepChange change, JournalRecord record)
    {
        var activation = _activations[activationId];
        return Describe(activation.Lane!, activation.Node!, change, record) with { Attempt = Math.Max(1, activation.Attempt) };
    }

    private StepProgress Describe(Lane lane, StepNode node, StepChange change, JournalRecord record) => new()
    {
        RunId = RunId,
        Node = node,
        StepPath = StepPaths.Of(lane, node),
        Depth = StepPaths.Depth(lane),
        Change = change,
        At = record.At,
    };
}
