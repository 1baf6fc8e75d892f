using Arch.Engine.Journal;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Finds the blocks of steps.</summary>
internal static class Blocks
{
    /// <summary>Finds the block that a lane runs.</summary>
    public static Block Find(WorkflowDefinition definition, Activation owner, LaneRole role, int key) =>
        role == LaneRole.Compensation
            ? owner.Completed[key].Node.Compensate! // only such steps are kept
            : Find(definition, owner.Node, role, key);

    /// <summary>Finds the block of a step, or of the workflow itself, that a lane runs.</summary>
    public static Block Find(WorkflowDefinition definition, StepNode? owner, LaneRole role, int key) => owner switch
    {
        null => role switch
        {
            LaneRole.Catch => definition.Catch[key].Do,
            LaneRole.Finally => definition.Finally!, // such a lane is opened only when there is one
            _ => definition.Steps,
        },
        TryNode node => role switch
        {
            LaneRole.Catch => node.Catch[key].Do,
            LaneRole.Finally => node.Finally!, // as above
            _ => node.Body,
        },
        IfNode node => key < node.Arms.Length ? node.Arms[key].Then : node.Else!, // chosen only when there is one
        SwitchNode node => key < node.Cases.Length ? node.Cases[key].Value : node.Default!, // as above
        ParallelNode node => node.Branches[key].Value,
        GraphNode node => new Block([node.Body.Steps[key]]),
        ForNode node => node.Body,
        RepeatNode node => node.Body,
        GroupNode node => node.Body,
        ActionNode node => node.Body,
        var node => throw new InvalidOperationException($"A step with the verb '{node.Verb}' has no blocks."),
    };

    /// <summary>Lists all blocks of a step that keep their results where the step keeps its own.</summary>
    public static IEnumerable<Block> Of(StepNode node) => node is ForNode or RepeatNode or ActionNode
        ? []
        : NamedBlocks.In(node).Select(block => block.Value);
}
