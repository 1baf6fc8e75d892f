using System.Globalization;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>The blocks of steps with names by which they are found again in another version of the workflow.</summary>
internal static class NamedBlocks
{
    /// <summary>Lists the blocks of a step, and the one that undoes it.</summary>
    public static IReadOnlyList<KeyValuePair<string, Block>> WithUndoing(StepNode step) =>
        step.Compensate is { } undo ? [.. In(step), Named("compensate", undo)] : In(step);

    /// <summary>Lists the blocks of a step.</summary>
    public static IReadOnlyList<KeyValuePair<string, Block>> In(StepNode step)
    {
        var blocks = new List<KeyValuePair<string, Block>>();
        switch (step)
        {
            case IfNode choice:
                blocks.AddRange(choice.Arms.Select((arm, i) => Named("arm " + i.ToString(CultureInfo.InvariantCulture), arm.Then)));
                Add("else", choice.Else);
                break;
            case SwitchNode choice:
                blocks.AddRange(choice.Cases.Select(one => Named("case " + one.Key, one.Value)));
                Add("default", choice.Default);
                break;
            case ParallelNode parallel:
                blocks.AddRange(parallel.Branches.Select(branch => Named("branch " + branch.Key, branch.Value)));
                break;
            case TryNode attempt:
                Add("try", attempt.Body);
                blocks.AddRange(attempt.Catch.Select((clause, i) => Named("catch " + i.ToString(CultureInfo.InvariantCulture), clause.Do)));
                Add("finally", attempt.Finally);
                break;
            case GroupNode group:
                Add("group", group.Body);
                break;
            case GraphNode graph:
                Add("graph", graph.Body);
                break;
            case ForNode loop:
                Add("do", loop.Body);
                break;
            case RepeatNode loop:
                Add("do", loop.Body);
                break;
            case ActionNode action:
                Add("steps", action.Body);
                break;
        }

        return blocks;

        void Add(string name, Block? block)
        {
            if (block is not null)
            {
                blocks.Add(Named(name, block));
            }
        }
    }

    private static KeyValuePair<string, Block> Named(string name, Block block) => new(name, block);
}
