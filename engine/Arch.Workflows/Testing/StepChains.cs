using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Testing;

/// <summary>Finds what is around the steps of a definition, as keys of steps name it: loops and actions.</summary>
public static class StepChains
{
    /// <summary>Lists the steps of a definition in the order of the file, those of its actions too.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The steps, each with the parts of its place from the outside.</returns>
    public static IReadOnlyList<(StepNode Node, ImmutableArray<StepKeyPart> Chain)> Of(WorkflowDefinition definition)
    {
        var found = new List<(StepNode, ImmutableArray<StepKeyPart>)>();
        Walk(definition, definition.Steps, [], found);
        foreach (var clause in definition.Catch)
        {
            Walk(definition, clause.Do, [], found);
        }

        Walk(definition, definition.Finally, [], found);
        return found;
    }

    private static void Walk(
        WorkflowDefinition definition,
        Block? block,
        ImmutableArray<StepKeyPart> around,
        List<(StepNode, ImmutableArray<StepKeyPart>)> found)
    {
        foreach (var index in block?.Steps ?? [])
        {
            var node = definition.Nodes[index];
            found.Add((node, around.Add(new StepKeyPart(node.Id, null, IsLoop: false))));
            var inner = node switch
            {
                ForNode or RepeatNode => around.Add(new StepKeyPart(node.Id, null, IsLoop: true)),
                ActionNode => around.Add(new StepKeyPart(node.Id, null, IsLoop: false)),
                _ => around,
            };
            foreach (var child in Blocks(node))
            {
                Walk(definition, child, inner, found);
            }

            // What undoes a step stands where the step stands.
            Walk(definition, node.Compensate, around, found);
        }
    }

    private static IEnumerable<Block?> Blocks(StepNode node) => node switch
    {
        IfNode choice => choice.Arms.Select(arm => (Block?)arm.Then).Append(choice.Else),
        SwitchNode choice => choice.Cases.Select(one => (Block?)one.Value).Append(choice.Default),
        ParallelNode parallel => parallel.Branches.Select(branch => branch.Value),
        TryNode attempt => attempt.Catch.Select(clause => (Block?)clause.Do).Prepend(attempt.Body).Append(attempt.Finally),
        GroupNode group => [group.Body],
        GraphNode graph => [graph.Body],
        ForNode loop => [loop.Body],
        RepeatNode loop => [loop.Body],
        ActionNode action => [action.Body],
        _ => [],
    };
}
