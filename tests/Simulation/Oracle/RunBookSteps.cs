using System.Text.Json;
using Arch.Workflows.Definitions;
using Simulation.Workload;
using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>How steps and their attempts begin and end.</summary>
internal sealed partial class RunBook
{
    private void FinishStep(JsonElement fields)
    {
        var node = Definition.Nodes[fields.Int("node")];
        var lane = Next(fields, node);
        if (fields.Text("status") == "Succeeded" && node is EmitNode)
        {
            Events++;
        }

        EndStep(lane, node, fields.Text("status")!, token: null);
    }

    private void OpenStep(JsonElement fields)
    {
        var node = Definition.Nodes[fields.Int("node")];
        var lane = Next(fields, node);
        var step = new BookStep(Fresh(fields.Int("activation")), node, lane);
        _steps.Add(step.Id, step);
        lane.Current = step;
    }

    // The lane in which something begins.
    private BookLane Next(JsonElement fields, StepNode node)
    {
        var lane = _lanes[fields.Int("lane")];
        Must(!IsPaused, $"step '{node.Id}' begins while the run is paused");
        Must(lane.Current is null, $"step '{node.Id}' begins before {lane.Current} has ended");
        Must(!lane.IsEnding, $"step '{node.Id}' begins after a step that ends its block");
        Must(lane.Owner.Unwinding is null || lane.IsAfter, $"step '{node.Id}' begins in a block that is being stopped");
        if (lane.Undoes is { } undone)
        {
            Must(
                undone.Node.Compensate!.Steps.Contains(node.Index), // only such steps are kept
                $"step '{node.Id}' runs where '{undone.Node.Id}' is to be undone");
        }

        lane.Begun.Add(node);
        return lane;
    }

    private void OpenAttempt(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        var attempt = fields.Int("attempt");
        Must(!IsPaused, $"an attempt of {step} begins while the run is paused");
        Must(attempt == step.Attempt + 1, Invariant($"attempt {attempt} of {step} follows"));

        // Another attempt of the whole run was decided upon by the version that it had then.
        Must(attempt <= Most(step) || (step.Node is null && Moves > 0), Invariant($"attempt {attempt} of {step} begins, but it has {Most(step)}"));
        Must(!step.IsQueued || step.Node is null, $"{step} begins without its permits");
        Must(step.Lanes.Count == 0 && step.Unwinding is null, $"{step} begins again while something of it is under way");
        if (attempt > 1)
        {
            Must(step.IsRetrying && step.DueAt <= _at, Invariant($"attempt {attempt} of {step} begins too early"));
        }

        step.Attempt = attempt;
        step.IsRetrying = false;
        step.Input = fields.Member("input");
        step.CacheKey = fields.Text("cache_key");
        step.IsAttempting = step.Node is UsesNode or CallNode || step.CacheKey is not null;
        step.TimeoutAt = fields.Time("timeout_at");
        step.DueAt = fields.Time("due_at");
        step.Met = step.Node is WaitNode && step.Input.ValueKind == JsonValueKind.Array ? new bool[step.Input.GetArrayLength()] : [];
        Begin(step);
        Calls += step.Node is CallNode ? 1 : 0;
        if (step.Input.Text("of") is { } token)
        {
            Must(step.Lane?.UndoesAround?.Token == token, $"{step} undoes the effect '{token}' out of turn");
        }

        if (step.Input.Number("fresh") is { } sum)
        {
            Must(sum == VersionWriter.Sum, Invariant($"{step} has {sum} of what its version added to the run, not {VersionWriter.Sum}"));
        }
    }

    private void FailAttempt(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        Must(step.Lanes.Count == 0, $"{step} fails while something of it is under way");
        CheckJoin(step, "Failed", fields.Member("error").Text("kind"));
        Must(step.Attempt < Most(step), $"{step} is tried again after its last attempt");
        CheckDelay(step.Node?.Retry, step.Attempt, fields);
        CheckFinally(step);
        EndCall(step, "Failed");
        EndedAttempts.Add((step.Id, step.Attempt));
        step.IsAttempting = false;
        step.IsRetrying = true;
        step.Unwinding = null;
        step.TimeoutAt = null;
        step.DueAt = fields.Time("retry_at");
    }

    private void CloseStep(JsonElement fields)
    {
        var step = _steps[fields.Int("activation")];
        var lane = step.Lane!; // the run itself is never closed so
        var status = fields.Text("status")!;
        Must(step.Lanes.Count == 0, $"{step} ends while something of it is under way");
        CheckFinally(step);
        CheckCompensated(step);
        CheckGivingUp(step, status, fields.Member("error").Text("kind"));
        CheckJoin(step, status, fields.Member("error").Text("kind"));
        CheckResult(step, status, fields);
        EndCall(step, status);
        EndedAttempts.Add((step.Id, step.Attempt));
        Events += step.Node is EmitNode && status == "Succeeded" ? 1 : 0;
        _steps.Remove(step.Id);
        lane.Current = null;
        if (step.Completed.Count > 0)
        {
            lane.Scope(Root)?.Completed.AddRange(step.Completed);
        }

        EndStep(lane, step.Node!, status, fields.Member("outputs").Text("token"));
    }

    private void EndStep(BookLane lane, StepNode node, string status, string? token)
    {
        if (status == "Succeeded" && node.Compensate is not null)
        {
            lane.Scope(Root)?.Completed.Add(new Done(node, Sequence, token));
        }

        lane.IsEnding = !(status is "Succeeded" or "Skipped" || (status == "Failed" && node.ContinueOnError));
    }

    private void EndCall(BookStep step, string status)
    {
        if (step.Node is CallNode { Detach: false })
        {
            CallEnds[(step.Id, step.Attempt)] = status;
        }
    }

    private void CheckResult(BookStep step, string status, JsonElement fields)
    {
        if (status != "Succeeded")
        {
            return;
        }

        if (step.Node is UsesNode)
        {
            var token = fields.Member("outputs").Text("token");
            Must(token is not null, $"{step} succeeds with the outputs of no effect");
            Must(
                fields.Flag("cached") ? effects.WasKept(step.CacheKey, token!) : effects.Gave(RunId, step.Id, step.Attempt, token!),
                $"{step} succeeds with '{token}', which no effect of it gave");
            if (step.CacheKey is not null && !fields.Flag("cached"))
            {
                effects.Keep(step.CacheKey, token!);
            }
        }
        else if (step.Node is WaitNode wait && !fields.Member("outputs").Flag("timed_out"))
        {
            Must(Conditions.Holds(wait.Condition, step.Met), $"{step} ends before what it waits for has come");
        }
    }

    // A failure is final only when there are no attempts left, or a condition or limit of the policy says so, or it was stopped for
    // somebody else.
    private void CheckGivingUp(BookStep step, string status, string? kind)
    {
        var mayRetry = step.Node?.Retry is { When: null, Within: null } retry && step.Attempt < retry.Attempts;
        Must(!(status == "Failed" && kind != "cancelled" && mayRetry && step.Attempt > 0), $"{step} failed for good although it has attempts left");
    }

    private void CheckDelay(RetryPolicy? policy, int attempt, JsonElement fields)
    {
        if (policy is not { } retry || fields.Time("retry_at") is not { } at)
        {
            Must(false, "something without a retry is tried again");
            return;
        }

        var factor = retry.Backoff switch
        {
            RetryBackoff.Linear => attempt,
            RetryBackoff.Exponential => Math.Pow(2, attempt - 1),
            _ => 1,
        };
        var most = Math.Min(retry.Delay.TotalSeconds * factor, retry.MaxDelay.TotalSeconds);
        var least = retry.Jitter ? most / 2 : most;
        var error = fields.Member("error").Member("retry_after_seconds");
        var asked = error.ValueKind == JsonValueKind.Number ? error.GetDouble() : 0;
        var wait = (at - _at).TotalSeconds;
        Must(
            wait >= Math.Max(least, asked) - 0.001 && wait <= Math.Max(most, asked) + 0.001,
            Invariant($"the wait before another attempt is {wait} s, not between {least} s and {most} s (asked for: {asked} s)"));
    }

    private int Most(BookStep step) => (step.Node is { } node ? node.Retry : Definition.Retry)?.Attempts ?? 1;

    private int Fresh(int id)
    {
        Must(id > _highest, Invariant($"the number {id} is used again"));
        _highest = Math.Max(_highest, id);
        return id;
    }
}
