using Arch.Engine.Core;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>Says why a step was skipped, with the values that decided it.</summary>
internal static class SkipReason
{
    /// <summary>Explains a step that was skipped before it began.</summary>
    /// <param name="state">The run as it was just then.</param>
    /// <param name="lane">The block that the step is in.</param>
    /// <param name="node">The step.</param>
    public static string Of(RunState state, Lane lane, StepNode node) =>
        node.IsDisabled ? "disabled"
        : UnmetNeed(state, lane, node) is { } need ? need
        : node.When is { } when ? Condition(when, new RunScope(state).From(lane))
        : "";

    /// <summary>Explains a step that was skipped because others held the permits that it asked for.</summary>
    public static string OfPermits(StepNode node) =>
        $"the limit of {string.Join(", ", node.Limits.Select(limit => limit.Limit))} was reached and 'on_limit' is 'skip'";

    private static string Condition(ExpressionHandle when, RunScope scope)
    {
        var text = when.Compiled.Text.ReplaceLineEndings(" ");
        var operands = Operands.Of(when.Compiled, scope);
        return operands.Count == 0 ? $"when {text} → false" : $"when {text} → false, {string.Join(", ", operands)}";
    }

    private static string? UnmetNeed(RunState state, Lane lane, StepNode node)
    {
        foreach (var need in node.Needs)
        {
            var target = state.Definition.Nodes[need.Node];
            var status = lane.Frame.Results[target.Slot]?.Status ?? StepStatus.Skipped;
            if (!Needs.IsMet(need.Condition, status, target.ContinueOnError))
            {
                return $"needs {target.Id} {Word(need.Condition)}, but it {Was(status)}";
            }
        }

        return null;
    }

    private static string Word(NeedCondition condition) => condition switch
    {
        NeedCondition.Failed => "failed",
        NeedCondition.SucceededOrSkipped => "not failed",
        _ => "succeeded",
    };

    private static string Was(StepStatus status) => status switch
    {
        StepStatus.Failed => "failed",
        StepStatus.Skipped => "was skipped",
        StepStatus.Cancelled => "was cancelled",
        _ => "succeeded",
    };
}
