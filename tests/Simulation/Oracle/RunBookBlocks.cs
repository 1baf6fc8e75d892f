using System.Text.Json;
using Arch.Workflows.Definitions;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>How blocks begin and end, what is undone, and what runs at the end.</summary>
internal sealed partial class RunBook
{
    private void OpenLane(JsonElement fields)
    {
        var owner = _steps[fields.Int("activation")];
        var role = fields.Text("role")!;
        var key = fields.Int("key");
        Must(!IsPaused || owner.Unwinding is not null || owner.CacheKey is not null, $"a block of {owner} begins while the run is paused");
        Must(!owner.IsQueued, $"a block of {owner} begins without its permits");
        CheckOrder(owner, role);
        Must(role == "Compensation" || owner.Opened.Add((role, key)), Invariant($"block {role} {key} of {owner} begins once more"));
        var lane = new BookLane(Fresh(fields.Int("lane")), owner, role, key)
        {
            Undoes = role == "Compensation" ? owner.Completed.MaxBy(done => done.Sequence) : null,
        };
        Must(role != "Compensation" || lane.Undoes is not null, $"{owner} undoes more than completed");
        _lanes.Add(lane.Id, lane);
        owner.Lanes.Add(lane);
        owner.HasBegun |= role == "Body";
        owner.HasOpenedFinally |= role == "Finally";

        // What an action or script does is under way itself once it has begun.
        owner.IsAttempting = false;
        if (role == "Iteration")
        {
            owner.DueAt = null;
        }

        if (owner.Node is ForNode loop)
        {
            Must(owner.Lanes.Count <= loop.Concurrency, Invariant($"{owner} has {owner.Lanes.Count} iterations under way at once"));
        }
    }

    private void CheckOrder(BookStep owner, string role)
    {
        switch (role)
        {
            case "Compensation":
                Must(owner.Lanes.Count == 0, $"{owner} undoes steps while others are under way");
                Must(!owner.HasOpenedFinally, $"{owner} undoes steps after what runs at the end");
                break;
            case "Catch":
                Must(owner.Lanes.Count == 0, $"{owner} handles an error while steps are under way");
                Must(!owner.HasOpenedFinally, $"{owner} handles an error after what runs at the end");
                CheckCompensated(owner);
                break;
            case "Finally":
                Must(owner.Lanes.Count == 0, $"what runs at the end of {owner} begins while steps are under way");
                CheckCompensated(owner);
                break;
            default:
                Must(owner.Unwinding is null, $"a block of {owner} begins while it is being stopped");
                break;
        }
    }

    private void CloseLane(JsonElement fields)
    {
        var lane = _lanes[fields.Int("lane")];
        var status = fields.Text("status")!;
        Must(lane.Current is null, $"a block of {lane.Owner} ends before {lane.Current}");
        Must(
            lane.Role is not ("Compensation" or "Finally") || status != "Cancelled",
            $"what undoes steps or runs at the end of {lane.Owner} is stopped");
        _lanes.Remove(lane.Id);
        lane.Owner.Lanes.Remove(lane);
        if (lane.Role == "Branch")
        {
            lane.Owner.Branches.Add(status);
        }

        lane.Owner.HasClosedFinally |= lane.Role == "Finally";
        lane.Owner.HasFailedBody |= lane.Role == "Body" && status == "Failed";
        if (lane.Undoes is { } undone)
        {
            lane.Owner.Completed.Remove(undone);
        }
    }

    private void Unwind(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        step.Unwinding = fields.Text("status");
        step.MustCompensate |= fields.Flag("compensates");

        // A run that is being called may be there or not; the step that calls it ends when that is known.
        step.IsAttempting = step is { IsAttempting: true, Node: CallNode { Detach: false } };
        step.IsRetrying = false;
        step.TimeoutAt = null;
        step.DueAt = null;
    }

    // Whether the branches that have ended are reason enough for the end of what joins them.
    private void CheckJoin(BookStep step, string status, string? kind)
    {
        if (step.Node is not ParallelNode { Branches.Length: > 0 } parallel || step.Attempt == 0 || kind is "timeout" or "cancelled")
        {
            return;
        }

        var all = step.Branches.Count == parallel.Branches.Length;
        var holds = (status, parallel.Join) switch
        {
            ("Succeeded", JoinMode.All) => all && step.Branches.TrueForAll(end => end == "Succeeded"),
            ("Succeeded", JoinMode.Any) => step.Branches.Contains("Succeeded"),
            ("Succeeded", _) => all,
            ("Failed", JoinMode.All) => step.Branches.Contains("Failed"),
            ("Failed", JoinMode.Any) => all && step.Branches.TrueForAll(end => end == "Failed"),
            ("Failed", _) => false,
            ("Returned", _) => step.Branches.Contains("Returned"),
            _ => true,
        };
        Must(holds, $"{step} with 'join: {parallel.Join}' ends as {status}, but its branches are [{string.Join(' ', step.Branches)}]");
    }

    private void CheckFinally(BookStep step)
    {
        var block = step.Node is TryNode attempt ? attempt.Finally : step.Node is null ? Definition.Finally : null;
        Must(
            block is null || !step.HasBegun || step.HasClosedFinally,
            $"{step} ends without what runs at its end");
    }

    private void CheckCompensated(BookStep step)
    {
        var must = step.MustCompensate || (step is { HasFailedBody: true, Node: TryNode { Rollback: true } });
        Must(
            !must || step.HasOpenedFinally || step.Completed.Count == 0,
            Invariant($"{step} goes on while {step.Completed.Count} completed steps in it are not undone"));
    }
}
