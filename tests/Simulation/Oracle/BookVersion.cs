using Arch.Workflows.Definitions;

namespace Simulation.Oracle;

/// <summary>A version of a workflow, as the oracle compares it with others.</summary>
internal sealed class BookVersion
{
    private readonly Dictionary<string, StepNode> _byName;
    private readonly Dictionary<int, StepNode> _owners = [];

    public BookVersion(WorkflowDefinition definition)
    {
        Definition = definition;
        Source = definition.Sources[0].Text;
        Text = new VersionText(Source);
        foreach (var node in definition.Nodes)
        {
            var scope = node switch
            {
                ForNode loop => loop.BodyScope,
                RepeatNode loop => loop.BodyScope,
                ActionNode action => action.BodyScope,
                _ => 0,
            };
            if (scope > 0)
            {
                _owners[scope] = node;
            }
        }

        _byName = definition.Nodes.ToDictionary(Name, StringComparer.Ordinal);
    }

    public WorkflowDefinition Definition { get; }

    public string Source { get; }

    public VersionText Text { get; }

    /// <summary>Finds the step with the name of one of another version.</summary>
    public StepNode? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Names a step: by its id, which is unique in a file, and the steps that use an action around it.</summary>
    public string Name(StepNode node)
    {
        for (var scope = node.Scope; _owners.TryGetValue(scope, out var owner); scope = owner.Scope)
        {
            if (owner is ActionNode)
            {
                return Name(owner) + "." + node.Id;
            }
        }

        return node.Id;
    }
}
