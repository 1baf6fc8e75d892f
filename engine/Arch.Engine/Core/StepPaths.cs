using System.Globalization;
using Arch.Engine.Journal;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Names the place of a step in its run: the loops and actions around it, with the iteration, and its id.</summary>
internal static class StepPaths
{
    public static string Of(Activation activation) => activation.Path ??= Of(activation.Lane!, activation.Node!);

    public static string Of(Lane lane, StepNode node)
    {
        var prefix = Prefix(lane);
        return prefix.Length == 0 ? node.Id : prefix + "/" + node.Id;
    }

    /// <summary>Names the place of a step in its workflow, which is the same in every run: the actions around it, and its id.</summary>
    public static string InWorkflow(Lane lane, StepNode node)
    {
        var path = node.Id;
        for (var at = lane; at is not null; at = at.Owner.Lane)
        {
            if (at.Owner.Node is ActionNode action)
            {
                path = action.Id + "/" + path;
            }
        }

        return path;
    }

    public static int Depth(Lane lane)
    {
        var depth = 0;
        for (var outer = lane.Owner.Lane; outer is not null; outer = outer.Owner.Lane)
        {
            depth++;
        }

        return depth;
    }

    private static string Prefix(Lane lane)
    {
        for (var at = lane; at is not null; at = at.Owner.Lane)
        {
            if (at.Undoes is { } undone)
            {
                // What undoes a step stands where the step stands.
                return undone.Path[..Math.Max(0, undone.Path.LastIndexOf('/'))];
            }

            if (at.Role == LaneRole.Iteration)
            {
                return Of(at.Owner) + "[" + at.Key.ToString(CultureInfo.InvariantCulture) + "]";
            }

            if (at.Owner.Node is ActionNode)
            {
                return Of(at.Owner);
            }
        }

        return "";
    }
}
