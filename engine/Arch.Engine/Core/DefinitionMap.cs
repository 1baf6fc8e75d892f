using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// Which step of one definition is which of another: the one with the same id and verb in the same block of the same step. What has no
/// counterpart is left out.
/// </summary>
internal sealed class DefinitionMap
{
    private readonly WorkflowDefinition _from;
    private readonly WorkflowDefinition _to;
    private readonly Dictionary<int, int> _steps = [];
    private readonly Dictionary<int, int> _scopes = new() { [0] = 0 };

    public DefinitionMap(WorkflowDefinition from, WorkflowDefinition to)
    {
        (_from, _to) = (from, to);
        Pair(from.Steps, to.Steps);
        foreach (var (one, other) in from.Catch.Zip(to.Catch))
        {
            Pair(one.Do, other.Do);
        }

        Pair(from.Finally, to.Finally);
    }

    /// <summary>Gets the counterpart of a step; <see langword="null"/> when there is none.</summary>
    public StepNode? Of(StepNode step) => _steps.TryGetValue(step.Index, out var index) ? _to.Nodes[index] : null;

    /// <summary>Gets the counterpart of a scope, which the step that it belongs to has.</summary>
    public int ScopeOf(int scope) => _scopes[scope];

    /// <summary>
    /// Gets whether a step and its counterpart have the same steps in them, in the same blocks and order, each with its counterpart.
    /// </summary>
    public bool IsSameInside(StepNode step, StepNode counterpart) =>
        NamedBlocks.In(step) is var inside
        && NamedBlocks.In(counterpart) is var other
        && inside.Select(block => block.Key).SequenceEqual(other.Select(block => block.Key), StringComparer.Ordinal)
        && inside.Zip(other).All(pair => IsSame(pair.First.Value, pair.Second.Value));

    private bool IsSame(Block block, Block other) =>
        block.Steps.Length == other.Steps.Length
        && block.Steps.Zip(other.Steps).All(pair =>
            Of(_from.Nodes[pair.First]) is { } counterpart
            && counterpart.Index == pair.Second
            && IsSameInside(_from.Nodes[pair.First], counterpart));

    private void Pair(Block? block, Block? other)
    {
        if (block is null || other is null)
        {
            return;
        }

        var byId = other.Steps.Select(index => _to.Nodes[index]).ToDictionary(step => step.Id, StringComparer.Ordinal);
        foreach (var step in block.Steps.Select(index => _from.Nodes[index]))
        {
            if (byId.TryGetValue(step.Id, out var counterpart) && counterpart.Verb == step.Verb && counterpart.GetType() == step.GetType())
            {
                _steps.Add(step.Index, counterpart.Index);
                PairInside(step, counterpart);
            }
        }
    }

    private void PairInside(StepNode step, StepNode counterpart)
    {
        switch (step, counterpart)
        {
            case (ForNode one, ForNode other):
                _scopes.Add(one.BodyScope, other.BodyScope);
                break;
            case (RepeatNode one, RepeatNode other):
                _scopes.Add(one.BodyScope, other.BodyScope);
                break;
            case (ActionNode one, ActionNode other):
                _scopes.Add(one.BodyScope, other.BodyScope);
                break;
        }

        var blocks = NamedBlocks.WithUndoing(counterpart).ToImmutableDictionary(StringComparer.Ordinal);
        foreach (var (name, block) in NamedBlocks.WithUndoing(step))
        {
            Pair(block, blocks.GetValueOrDefault(name));
        }
    }
}
