using System.Collections.Immutable;
using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>A step of a view in the making.</summary>
internal sealed class StepEntry(Lane lane, StepNode node, JournalRecord first)
{
    private readonly string _path = StepPaths.Of(lane, node);
    private readonly string? _block = BlockNames.Of(lane);
    private readonly (LaneRole Role, int Key) _place = (lane.Role, lane.Key);

    public List<StepEntry> Steps { get; } = [];

    public List<AttemptView> Attempts { get; } = [];

    public StepFinished? Finished { get; set; }

    public StepClosed? Closed { get; set; }

    public RunId? Called { get; set; }

    public string? SkippedBecause { get; set; }

    /// <summary>Ends the last attempt, unless it has ended.</summary>
    public void EndAttempt(DateTimeOffset at, StepError? error, DateTimeOffset? nextAt = null)
    {
        if (Attempts is [.., { EndedAt: null } last])
        {
            Attempts[^1] = last with { EndedAt = at, Error = error, NextAt = nextAt };
        }
    }

    public StepView Build(Func<StepEntry, ImmutableArray<WaitView>?> waits)
    {
        var waitsFor = waits(this);
        return new StepView
        {
            Path = _path,
            Id = node.Id,
            Verb = node.Verb,
            Uses = node switch
            {
                UsesNode uses => uses.StepType,
                ActionNode action => action.Path,
                CallNode call => call.Workflow,
                AgentNode agent => agent.Agent,
                _ => null,
            },
            Name = node.Name,
            Place = node.Place,
            Role = _place.Role,
            Key = _place.Key,
            Block = _block,
            Status = StatusOf(Finished?.Status ?? Closed?.Status, isWaiting: waitsFor is { IsEmpty: false }),
            StartedAt = first.At,
            EndedAt = Finished?.At ?? Closed?.At,
            Inputs = Attempts is [.., { } last] ? last.Inputs : Value.Undefined,
            Outputs = Finished?.Outputs ?? Closed?.Outputs ?? Value.Undefined,
            Error = Finished?.Error ?? Closed?.Error ?? (Attempts is [.., { } attempt] && Closed is null ? attempt.Error : null),
            SkippedBecause = SkippedBecause,
            Variables = Finished?.Variables ?? [],
            IsCached = Closed?.IsCached ?? false,
            Called = Called,
            Attempts = [.. Attempts],
            WaitsFor = waitsFor ?? [],
            NeedsAll = (node as WaitNode)?.NeedsAll ?? false,
            Steps = [.. Steps.Select(step => step.Build(waits))],
            FirstSequence = first.Sequence,
            LastSequence = Finished?.Sequence ?? Closed?.Sequence ?? 0,
        };
    }

    private static StepViewStatus StatusOf(StepStatus? status, bool isWaiting) => status switch
    {
        StepStatus.Succeeded or StepStatus.Returned => StepViewStatus.Succeeded,
        StepStatus.Failed => StepViewStatus.Failed,
        StepStatus.Cancelled => StepViewStatus.Cancelled,
        StepStatus.Skipped => StepViewStatus.Skipped,
        _ => isWaiting ? StepViewStatus.Waiting : StepViewStatus.Running,
    };
}
