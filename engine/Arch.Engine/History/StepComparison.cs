using Arch.Engine.Runs;

namespace Arch.Engine.History;

/// <summary>Compares the steps of two runs.</summary>
internal static class StepComparison
{
    public static List<StepDifference> Differences(RunView left, RunView right)
    {
        var others = Number(right).ToDictionary(item => item.Key, item => item.Step);
        var found = new List<(long Place, int Side, StepDifference Difference)>();
        var matched = new List<(long Right, long Left)>();
        foreach (var (key, step) in Number(left))
        {
            others.Remove(key, out var other);
            if (other is not null)
            {
                matched.Add((Place(other), Place(step)));
            }

            if (Compare(left, step, right, other) is not StepDifferenceKind.None and var kind)
            {
                found.Add((Place(step), 0, new StepDifference(step.Path, kind, step, other)));
            }
        }

        // What only the right run has stands after what it ended after there and both have.
        matched.Sort();
        foreach (var step in others.Values)
        {
            var after = matched.FindLastIndex(pair => pair.Right < Place(step));
            found.Add((after < 0 ? 0 : matched[after].Left, 1, new StepDifference(step.Path, StepDifferenceKind.OnlyRight, null, step)));
        }

        return [.. found.OrderBy(item => item.Place).ThenBy(item => item.Side).ThenBy(item => Place(item.Difference)).Select(item => item.Difference)];
    }

    // A message may name the run, or one that it called.
    public static bool IsSame(RunView left, StepError? leftError, RunView right, StepError? rightError) =>
        (leftError?.Kind, leftError?.Code) == (rightError?.Kind, rightError?.Code)
        && leftError?.Message.Replace(left.RunId.Value, "", StringComparison.Ordinal)
            == rightError?.Message.Replace(right.RunId.Value, "", StringComparison.Ordinal);

    private static StepDifferenceKind Compare(RunView leftRun, StepView left, RunView rightRun, StepView? right)
    {
        if (right is null)
        {
            return StepDifferenceKind.OnlyLeft;
        }

        var kind = StepDifferenceKind.None;
        kind |= left.Status == right.Status ? 0 : StepDifferenceKind.Status;

        // A wait works on moments, which are never the same.
        kind |= left.Verb == "wait" || left.Inputs == right.Inputs ? 0 : StepDifferenceKind.Inputs;
        kind |= left.Outputs == right.Outputs ? 0 : StepDifferenceKind.Outputs;
        kind |= IsSame(leftRun, left.Error, rightRun, right.Error) ? 0 : StepDifferenceKind.Error;
        kind |= left.Variables.SequenceEqual(right.Variables) ? 0 : StepDifferenceKind.Variables;
        return kind;
    }

    private static long Place(StepDifference difference) => Place(difference.Left ?? difference.Right!); // one of them is there

    // A step that has not ended stands behind all that have, in the order of the beginnings.
    private static long Place(StepView step) => step.LastSequence > 0 ? step.LastSequence : long.MaxValue / 2 + step.FirstSequence;

    // What undoes a step can have the path of another, so the same path is numbered.
    private static IEnumerable<((string Path, int Number) Key, StepView Step)> Number(RunView view)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in view.AllSteps())
        {
            var number = counts[step.Path] = counts.GetValueOrDefault(step.Path) + 1;
            yield return ((step.Path, number), step);
        }
    }
}
