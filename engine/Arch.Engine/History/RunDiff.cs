using System.Collections.Immutable;

namespace Arch.Engine.History;

/// <summary>
/// Where two runs part. Steps are compared by their paths, whatever the order in which they happened to run; a step in another
/// stands before it, since its difference is usually the reason.
/// </summary>
public sealed record RunDiff
{
    /// <summary>Gets the left run.</summary>
    public required RunView Left { get; init; }

    /// <summary>Gets the right run.</summary>
    public required RunView Right { get; init; }

    /// <summary>Gets whether both are of the same definition.</summary>
    public bool IsSameDefinition => Left.Definition == Right.Definition;

    /// <summary>Gets whether both began with the same inputs.</summary>
    public bool HasSameInputs => Left.Inputs == Right.Inputs;

    /// <summary>Gets whether both stand the same, with the same outputs and an equal error.</summary>
    public bool HasSameEnd =>
        Left.Status == Right.Status && Left.Outputs == Right.Outputs && StepComparison.IsSame(Left, Left.Error, Right, Right.Error);

    /// <summary>Gets the first step that differs, in the order in which the steps ended; <see langword="null"/> when none does.</summary>
    public StepDifference? First { get; init; }

    /// <summary>Gets the steps after it that differ, as many as were asked for at most.</summary>
    public ImmutableArray<StepDifference> Later { get; init; } = [];

    /// <summary>Gets how many more steps differ that are not in <see cref="Later"/>.</summary>
    public int More { get; init; }

    /// <summary>Compares two runs.</summary>
    /// <param name="left">The one, as it is or was.</param>
    /// <param name="right">The other.</param>
    /// <param name="most">How many differences after the first to list at most, from 0.</param>
    /// <returns>What differs.</returns>
    public static RunDiff Compare(RunView left, RunView right, int most = 100)
    {
        var differences = StepComparison.Differences(left, right);
        return new RunDiff
        {
            Left = left,
            Right = right,
            First = differences.Count == 0 ? null : differences[0],
            Later = [.. differences.Skip(1).Take(most)],
            More = Math.Max(0, differences.Count - 1 - most),
        };
    }
}
