using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary><c>steps</c> as expressions see it from a frame: results of the frame and of those around it.</summary>
internal sealed class StepsView(WorkflowDefinition definition, Frame frame) : ValueObject
{
    public override int Count => Names.Count();

    public override IEnumerable<string> Names
    {
        get
        {
            for (var at = frame; at is not null; at = at.Parent)
            {
                foreach (var index in definition.Scopes[at.Scope].Nodes)
                {
                    var node = definition.Nodes[index];
                    if (at.Results[node.Slot] is not null)
                    {
                        yield return node.Id;
                    }
                }
            }
        }
    }

    public override bool TryGetValue(string name, out Value value)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (definition.Scopes[at.Scope].ById.TryGetValue(name, out var index))
            {
                var result = at.Results[definition.Nodes[index].Slot];
                value = result?.ToValue() ?? Value.Undefined;
                return result is not null;
            }
        }

        value = Value.Undefined;
        return false;
    }
}
