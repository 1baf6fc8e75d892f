using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>Finds steps of a graph whose needs contradict each other, so that they can never run.</summary>
internal static class ImpossibleNeeds
{
    public static void Report(CheckContext context, GraphPlan plan)
    {
        // Only where one asks that a step fails can others ask too much; in most graphs there is none.
        var failing = plan.Members.SelectMany(member => member.Needs)
            .Where(need => need.Condition == NeedCondition.Failed)
            .Select(need => need.Target)
            .ToHashSet();
        if (failing.Count == 0)
        {
            return;
        }

        // What must have happened so that a step has run, by step; those that need it build on it.
        var ways = new Dictionary<GraphMember, Dictionary<GraphMember, bool>>();
        foreach (var member in plan.InOrder)
        {
            var must = new Dictionary<GraphMember, bool>();
            var isPossible = true;
            foreach (var need in member.Needs)
            {
                foreach (var (target, succeeds) in Asked(need, ways).Where(asked => failing.Contains(asked.Key)))
                {
                    if (must.TryGetValue(target, out var other) && other != succeeds && isPossible)
                    {
                        isPossible = false;
                        context.Diagnostics.Warning(
                            "ARCH2117",
                            context.PlaceOf(need.Node),
                            $"step '{member.Id}' can never run: its needs ask that '{target.Id}' succeeds and that it fails.",
                            "Change one of the needs; 'any' asks only that the step has ended.");
                    }

                    must[target] = succeeds;
                }
            }

            ways[member] = must;
        }
    }

    private static IEnumerable<KeyValuePair<GraphMember, bool>> Asked(
        GraphEdge need,
        Dictionary<GraphMember, Dictionary<GraphMember, bool>> ways)
    {
        // A step that has succeeded or failed has run, so what it needed holds too; a skipped one asks for nothing.
        if (need.Condition is NeedCondition.Succeeded or NeedCondition.Failed)
        {
            foreach (var way in ways[need.Target])
            {
                yield return way;
            }
        }

        if (need.Condition != NeedCondition.Any)
        {
            yield return new(need.Target, need.Condition != NeedCondition.Failed);
        }
    }
}
