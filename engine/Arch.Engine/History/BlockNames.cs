using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>The names that blocks of steps have in a workflow.</summary>
internal static class BlockNames
{
    public static string? Of(Lane lane) => lane switch
    {
        { Owner.Node: ParallelNode parallel, Role: LaneRole.Branch } => parallel.Branches[lane.Key].Key,
        { Owner.Node: SwitchNode choice, Role: LaneRole.Arm } => lane.Key < choice.Cases.Length ? choice.Cases[lane.Key].Key : "default",
        { Owner.Node: IfNode condition, Role: LaneRole.Arm } => lane.Key == 0 ? "then" : lane.Key < condition.Arms.Length ? "elif" : "else",
        _ => null,
    };
}
