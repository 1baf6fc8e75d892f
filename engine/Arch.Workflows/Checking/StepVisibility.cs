using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>Says why a step cannot be seen from some place.</summary>
internal static class StepVisibility
{
    private const string Code = "ARCH2101";

    /// <summary>Explains the use of a step that has not certainly finished and may not be looked at either.</summary>
    /// <param name="target">The step that is named.</param>
    /// <param name="place">The step in which it is named; <see langword="null"/> for the document.</param>
    public static ShapeProblem Explain(StepPosition target, StepPosition? place)
    {
        var around = place?.SelfAndParents().ToHashSet<StepPosition>(ReferenceEqualityComparer.Instance) ?? [];
        if (ReferenceEquals(target, place))
        {
            return new(
                Code,
                $"step '{target.Id}' has no result yet where it refers to itself.",
                "Refer to a step that has finished before.");
        }

        if (around.Contains(target))
        {
            return new(
                Code,
                $"step '{target.Id}' contains this place, so it has not finished here.",
                "Refer to a step that has finished before.");
        }

        var parents = target.SelfAndParents().Skip(1).ToList();
        if (parents.Find(parent => parent.IsLoop && !around.Contains(parent)) is { } loop)
        {
            return new(
                Code,
                $"step '{target.Id}' stands inside of the loop '{loop.Id}' and cannot be seen from outside.",
                loop.Verb == "for"
                    ? $"Collect what is needed with 'collect' and use steps.{loop.Id}.outputs.results."
                    : "Keep what is needed in a variable with 'set'.");
        }

        if (target.SelfAndParents().FirstOrDefault(step => step.Region == "compensate" && !around.Contains(step)) is { Parent: var undone })
        {
            return new(
                Code,
                $"step '{target.Id}' runs only when '{undone?.Id}' is undone.",
                "Refer to a step that has finished before.");
        }

        return ExplainSiblings(target, place, parents, around);
    }

    private static ShapeProblem ExplainSiblings(
        StepPosition target,
        StepPosition? place,
        List<StepPosition> parents,
        HashSet<StepPosition> around)
    {
        var common = parents.Find(around.Contains);
        var region = target.SelfAndParents().First(step => step.Parent == common).Region;
        var here = place?.SelfAndParents().FirstOrDefault(step => step.Parent == common);
        return common?.Verb switch
        {
            "parallel" when here?.Region != region => new(
                Code,
                $"step '{target.Id}' runs in the branch '{region}' of '{common.Id}', which other branches do not see.",
                $"Use it behind '{common.Id}', or put both into a 'graph'."),
            "graph" when here is not null => new(
                Code,
                $"step '{target.Id}' has not certainly finished: no path of 'needs' leads from '{here.Id}' to it.",
                $"Add it to the needs of '{here.Id}'."),
            "if" or "switch" when here?.Region != region => new(
                Code,
                $"step '{target.Id}' stands in another arm of '{common.Id}', so it never runs together with this one.",
                "Refer to a step that has finished before."),
            _ => new(
                Code,
                $"step '{target.Id}' has not run yet at this place.",
                "Refer to a step that has finished before, or move the step."),
        };
    }
}
