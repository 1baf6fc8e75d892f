using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Moves what a run has under way to the counterparts in another version of its workflow.</summary>
internal sealed class DefinitionMove(DefinitionMap map, WorkflowDefinition from, WorkflowDefinition to)
{
    private readonly Dictionary<Frame, Frame> _frames = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives the frame with the same results in the places that they have in the new version; always the same for one frame.</summary>
    public Frame Frame(Frame frame)
    {
        if (_frames.TryGetValue(frame, out var known))
        {
            return known;
        }

        var scope = map.ScopeOf(frame.Scope);
        var moved = new Frame(scope, to.Scopes[scope].Nodes.Length, frame.Parent is { } parent ? Frame(parent) : null)
        {
            Inputs = frame.Inputs,
            ItemName = frame.ItemName,
            Item = frame.Item,
            IndexName = frame.IndexName,
            Index = frame.Index,
        };
        for (var slot = 0; slot < frame.Results.Count; slot++)
        {
            if (frame.Results[slot] is { } result && map.Of(from.Nodes[from.Scopes[frame.Scope].Nodes[slot]]) is { } counterpart)
            {
                moved.Keep(counterpart.Slot, result);
            }
        }

        _frames.Add(frame, moved);
        return moved;
    }

    public void Move(Activation activation)
    {
        if (activation.Node is { } node)
        {
            activation.MoveTo(map.Of(node)!); // what is under way has one
        }

        if (activation is { Graph: { } graph, Node: GraphNode there })
        {
            activation.Graph = new GraphProgress(there.Steps, graph.OpenNeeds, graph.Startable, graph.EdgesFollowed);
        }

        for (var i = 0; i < activation.Completed.Count; i++)
        {
            var step = activation.Completed[i];
            activation.Completed[i] = step with { Node = map.Of(step.Node)!, Frame = Frame(step.Frame) }; // as above
        }
    }
}
