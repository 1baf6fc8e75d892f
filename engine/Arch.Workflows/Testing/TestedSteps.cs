using Arch.Workflows.Definitions;

namespace Arch.Workflows.Testing;

/// <summary>Tells steps apart as tests see them.</summary>
public static class TestedSteps
{
    /// <summary>Tells whether a step only holds others, so that a path lists those in it.</summary>
    /// <param name="node">The step.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsBlock(StepNode node) =>
        node is GroupNode or IfNode or SwitchNode or ForNode or RepeatNode or ParallelNode or GraphNode or TryNode;

    /// <summary>Tells whether what <c>allow</c> says means a step.</summary>
    /// <param name="allowed">A step type such as <c>csv.parse</c> or <c>csv.parse@1</c>, or <c>file.*</c> for all of a prefix.</param>
    /// <param name="uses">The step.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsMeant(string allowed, UsesNode uses) => allowed.EndsWith(".*", StringComparison.Ordinal)
        ? uses.StepType.StartsWith(allowed[..^1], StringComparison.Ordinal)
        : allowed == uses.StepType
            || allowed == string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{uses.StepType}@{uses.Version}");
}
