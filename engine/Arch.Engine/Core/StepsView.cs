using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary><c>steps</c> as expressions see it from a frame: results of the frame and of those around it.</summary>
internal sealed class StepsView(WorkflowDefinition definition, int scope, StepResult?[] results, StepsView? around) : ValueObject
{
    /// <summary>Gets the results of what is around the frame.</summary>
    public StepsView? Around => around;

    public override int Count => Names.Count();

    public override IEnumerable<string> Names
    {
        get
        {
            foreach (var index in definition.Scopes[scope].Nodes)
            {
                var node = definition.Nodes[index];
                if (results[node.Slot] is not null)
                {
                    yield return node.Id;
                }
            }

            foreach (var name in around?.Names ?? [])
            {
                yield return name;
            }
        }
    }

    public override bool TryGetValue(string name, out Value value)
    {
        if (definition.Scopes[scope].ById.TryGetValue(name, out var index))
        {
            var result = results[definition.Nodes[index].Slot];
            value = result?.ToValue() ?? Value.Undefined;
            return result is not null;
        }

        value = Value.Undefined;
        return around is not null && around.TryGetValue(name, out value);
    }
}
