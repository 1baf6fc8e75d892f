using System.Globalization;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Durations;

namespace Arch.Engine.Core;

/// <summary>The errors that the engine itself raises in a run.</summary>
internal static class Errors
{
    public static StepError OfExpression(ExpressionException exception) =>
        Make(StepErrorKinds.Expression, exception.Code, exception.Message);

    public static StepError Cancelled(string reason) => Make(StepErrorKinds.Cancelled, "cancelled", reason);

    public static StepError Superseded() =>
        Make(StepErrorKinds.Cancelled, "cancelled", "The step was stopped because what is around it ended.");

    public static StepError TimedOut(Activation activation, WorkflowDefinition definition) => activation.Node is { } node
        ? Make(
            StepErrorKinds.Timeout,
            "timeout",
            $"Step '{node.Id}' took longer than its timeout of {DurationText.Format(LimitOf(node))}.") with
        {
            Retryable = true,
        }
        : Make(
            StepErrorKinds.Timeout,
            "timeout",
            $"The run took longer than the workflow's timeout of {DurationText.Format(definition.Timeout.GetValueOrDefault())}.");

    public static StepError TaskExpired(HumanNode human) => Make(
        StepErrorKinds.Timeout,
        "timeout",
        $"Step '{human.Id}' was not completed by anybody within {DurationText.Format(human.Due.GetValueOrDefault())}.");

    public static StepError Replaced(Activation step, string reason) => Make(
        StepErrorKinds.Cancelled,
        "replaced",
        $"Step '{step.Node?.Id}' gave up its place under a concurrency limit: {reason}");

    public static StepError LimitReached(RunMessage message) => Make(
        StepErrorKinds.Fail,
        "concurrency_limit",
        message.Data["reason"] == Value.From("queue_full")
            ? $"As many as may wait for the concurrency key '{message.Name}' do so already."
            : $"The concurrency key '{message.Name}' is held by {Holders(message.Data["holders"])}.");

    public static StepError CheckFailed(string message) => Make(StepErrorKinds.Fail, "check_failed", message);

    public static StepError Failed(string code, string message, Value details) =>
        Make(StepErrorKinds.Fail, code, message) with { Details = details };

    public static StepError NotAnArray(ForNode loop, Value value) => Make(
        StepErrorKinds.Expression,
        "ARCH3103",
        $"'for.each' of step '{loop.Id}' gave {Describe(value)}, but a loop needs an array. The expression is '{loop.Each.Compiled.Text}'.");

    public static StepError TooManyIterations(RepeatNode loop) => Make(
        StepErrorKinds.Fail,
        "ARCH3102",
        $"Step '{loop.Id}' was repeated {loop.Max.ToString(CultureInfo.InvariantCulture)} times, its 'max', and its condition still does not end it. Raise 'max', or correct the condition '{loop.Condition.Compiled.Text}'.");

    public static StepError NotATime(WaitNode wait, Value value) => Make(
        StepErrorKinds.Expression,
        "ARCH3104",
        $"Step '{wait.Id}' cannot wait for {Describe(value)}: 'for' needs {DurationText.Form}, 'until' a moment such as 2026-11-23T09:30:00Z.");

    public static StepError WrongShape(string message) => Make(StepErrorKinds.Expression, "ARCH3105", message);

    public static StepError WrongInputs(ActionNode action, string problems) => Make(
        StepErrorKinds.Expression,
        "ARCH3106",
        $"Step '{action.Id}' cannot use the action '{action.Path}': {problems}");

    public static StepError NoBranchSucceeded(ParallelNode node, StepError? last) => Make(
        StepErrorKinds.Fail,
        "ARCH3107",
        $"No branch of step '{node.Id}' succeeded. The last error was: {last?.Message ?? "none"}");

    public static string Describe(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Object => "an object",
        ValueKind.Array => "an array",
        ValueKind.String => "the string '" + Cut(value.ToString()) + "'",
        _ => value.ToString(),
    };

    private static string Holders(Value holders) => holders.TryGetArray(out var runs) && runs.Count > 0
        ? "run " + string.Join(", ", runs.Take(5).Select(run => $"'{run}'")) + (runs.Count > 5 ? " and others" : "")
        : "others";

    private static TimeSpan LimitOf(StepNode node) =>
        node.Timeout ?? (node as RepeatNode)?.LoopTimeout ?? TimeSpan.Zero;

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static StepError Make(string kind, string code, string message) =>
        new() { Kind = kind, Code = code, Message = message };
}
