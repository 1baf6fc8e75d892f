using System.Collections.Immutable;
using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Expressions.Values;

namespace Arch.Host.Output;

/// <summary>The steps of a run as a tree of lines, for people.</summary>
internal sealed class StepTree(TextWriter writer, DateTimeOffset now)
{
    // Of many steps in one, the first, the last and those that did not go as they should tell the story.
    private const int MostSteps = 30;
    private const int FirstShown = 10;
    private const int LastShown = 5;

    public async Task WriteAsync(ImmutableArray<StepView> steps, string indent = "")
    {
        var left = 0;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps.Length > MostSteps && i >= FirstShown && i < steps.Length - LastShown
                && steps[i].Status is StepViewStatus.Succeeded or StepViewStatus.Skipped)
            {
                left++;
                continue;
            }

            await WriteLeftOutAsync(left, indent);
            left = 0;
            await WriteAsync(steps[i], indent);
        }

        await WriteLeftOutAsync(left, indent);
    }

    private async Task WriteLeftOutAsync(int count, string indent)
    {
        if (count > 0)
        {
            await writer.WriteLineAsync($"{indent}  ... {count} more that succeeded or were skipped ('--output json' has all)");
        }
    }

    private async Task WriteAsync(StepView step, string indent)
    {
        var length = StepText.Of((step.EndedAt ?? now) - step.StartedAt);
        var took = step.Status switch
        {
            StepViewStatus.Skipped => "",
            StepViewStatus.Waiting or StepViewStatus.Running => $" ({length} so far)",
            _ => $" in {length}",
        };
        await writer.WriteLineAsync($"{indent}{Mark(step.Status)} {Label(step)}  {What(step)}  {StatusOf(step)}{took}");
        var inner = indent + "    ";
        await WriteValueAsync(inner, "in ", step.Inputs, step.Verb);
        foreach (var attempt in step.Attempts.Where(attempt => attempt.Error is not null && (step.Attempts.Length > 1 || attempt.NextAt is not null)))
        {
            var next = attempt.NextAt is { } at ? $", next at {StepText.Of(at)}" : "";
            await writer.WriteLineAsync($"{inner}attempt {attempt.Number}: {attempt.Error!.Code} {attempt.Error.Message}{next}"); // filtered above
        }

        if (step.Error is { } error && step.Attempts.Length <= 1 && step.Attempts is not [{ NextAt: not null }])
        {
            await writer.WriteLineAsync($"{inner}{error.Code} {error.Message}");
        }

        await WriteValueAsync(inner, "out", step.Outputs, step.Verb);
        foreach (var (name, value) in step.Variables)
        {
            await writer.WriteLineAsync($"{inner}{name} = {JsonText.Short(value)}");
        }

        await WriteAsync(step.Steps, indent + "  ");
    }

    private static string StatusOf(StepView step) =>
        step.SkippedBecause is { Length: > 0 } because ? $"skipped: {because}"
        : step.WaitsFor.Any(wait => !wait.IsMet)
        ? WaitText.Describe([.. step.WaitsFor.Where(wait => !wait.IsMet)], step.NeedsAll)
        : step.IsCached ? "kept from before" : StepText.Of(step.Status);

    // What blocks and waits work on is told by the steps in them and by what they wait for.
    private async Task WriteValueAsync(string indent, string name, Value value, string verb)
    {
        var isTold = value.IsNullish || verb is "for" || (name == "in " && verb is "wait" or "human");
        if (!isTold && !(value.TryGetObject(out var members) && members.Count == 0))
        {
            await writer.WriteLineAsync($"{indent}{name}  {JsonText.Short(value)}");
        }
    }

    private static string Label(StepView step) => step.Role switch
    {
        LaneRole.Iteration => $"[{step.Key}] {step.Id}",
        LaneRole.Branch or LaneRole.Arm when step.Block is { } block => $"{block}: {step.Id}",
        LaneRole.Catch => $"catch: {step.Id}",
        LaneRole.Finally => $"finally: {step.Id}",
        LaneRole.Compensation => $"undo: {step.Id}",
        _ => step.Id,
    };

    private static string What(StepView step) => step switch
    {
        { Called: { } run } => $"{step.Verb} {step.Uses} (run {run})",
        { Uses: { } uses } => uses,
        _ => step.Verb,
    };

    private static string Mark(StepViewStatus status) => status switch
    {
        StepViewStatus.Succeeded => "✓",
        StepViewStatus.Failed => "✗",
        StepViewStatus.Cancelled => "■",
        StepViewStatus.Skipped => "–",
        StepViewStatus.Waiting => "…",
        _ => "●",
    };
}
