using System.Collections.Immutable;
using System.Globalization;
using Arch.Workflows.Definitions;
using Arch.Workflows.Testing;

namespace Arch.Testing.Coverage;

/// <summary>Lists what tests of a workflow can cover.</summary>
public static class CoveragePoints
{
    /// <summary>Lists the steps and branches in the order of the file.</summary>
    /// <param name="definition">The workflow.</param>
    /// <returns>The points.</returns>
    public static IReadOnlyList<CoveragePoint> Of(WorkflowDefinition definition)
    {
        var points = new List<CoveragePoint>();
        foreach (var (node, chain) in StepChains.Of(definition).DistinctBy(step => step.Node.Index))
        {
            var name = string.Join('/', chain.Where(part => !part.IsLoop).Select(part => part.Id));
            points.Add(new CoveragePoint(IdOf(node), name, null, node.Place));
            points.AddRange(Branches(node).Select(branch => new CoveragePoint(
                IdOf(node, branch.Name),
                name,
                branch.Name,
                branch.Block is { Steps: [var first, ..] } ? definition.Nodes[first].Place : node.Place)));
        }

        points.AddRange(definition.Catch.Select((clause, i) => new CoveragePoint(
            IdOf(null, Numbered("catch", i, definition.Catch.Length)),
            "",
            Numbered("catch", i, definition.Catch.Length),
            definition.Nodes[clause.Do.Steps[0]].Place)));
        return points;
    }

    internal static string IdOf(StepNode? node, string? branch = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{node?.Index ?? -1}{(branch is null ? "" : ":" + branch)}");

    /// <summary>Names one of several blocks of a kind: <c>catch</c> when there is one, otherwise <c>catch 2</c>.</summary>
    internal static string Numbered(string name, int number, int count) =>
        count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {number + 1}");

    /// <summary>Names an arm of <c>if</c> or <c>switch</c>; the one after the last is <c>else</c> or <c>default</c>.</summary>
    internal static string Arm(StepNode node, int number) => node switch
    {
        IfNode choice => number == 0 ? "then" : number < choice.Arms.Length ? Numbered("elif", number - 1, choice.Arms.Length - 1) : "else",
        SwitchNode choice => number < choice.Cases.Length ? $"case {choice.Cases[number].Key}" : "default",
        _ => "",
    };

    private static IEnumerable<(string Name, Block? Block)> Branches(StepNode node)
    {
        if (node.When is not null)
        {
            yield return ("when false", null);
        }

        foreach (var branch in Inner(node))
        {
            yield return branch;
        }

        if (node.ContinueOnError)
        {
            yield return ("on_error", null);
        }

        if (node is WaitNode { Timeout: not null } or HumanNode { Due: not null })
        {
            yield return (node is WaitNode ? "on_timeout" : "on_due", null);
        }
    }

    private static IEnumerable<(string Name, Block? Block)> Inner(StepNode node) => node switch
    {
        IfNode choice => [.. choice.Arms.Select((arm, i) => (Arm(node, i), (Block?)arm.Then)), (Arm(node, choice.Arms.Length), choice.Else)],
        SwitchNode choice => [.. choice.Cases.Select((one, i) => (Arm(node, i), (Block?)one.Value)), (Arm(node, choice.Cases.Length), choice.Default)],
        TryNode attempt => attempt.Catch.Select((clause, i) => (Numbered("catch", i, attempt.Catch.Length), (Block?)clause.Do)),
        _ => ImmutableArray<(string, Block?)>.Empty,
    };
}
