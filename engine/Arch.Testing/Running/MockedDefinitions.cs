using System.Collections.Concurrent;
using System.Collections.Immutable;
using Arch.Engine.Ports;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Arch.Workflows.Testing;

namespace Arch.Testing.Running;

/// <summary>
/// Gives the engine definitions in which mocked calls and actions are steps with effects, so that their mocks are asked like those
/// of all others.
/// </summary>
internal sealed class MockedDefinitions(IDefinitionSource source, ImmutableArray<MockRule> mocks) : IDefinitionSource
{
    /// <summary>The version of the step type that stands for a mocked call or action.</summary>
    public const int StandIn = 0;

    private readonly ConcurrentDictionary<DefinitionId, (WorkflowDefinition Original, WorkflowDefinition Mocked)> _byId = new();

    /// <summary>Gets the definitions in use, as they are in the files.</summary>
    public WorkflowDefinition OriginalOf(DefinitionId id) => _byId[id].Original;

    /// <summary>Gets the definitions in use, as they are run.</summary>
    public WorkflowDefinition MockedOf(DefinitionId id) => _byId[id].Mocked;

    /// <summary>Puts the mocks in place.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="isTested">Whether it is the tested workflow itself, rather than one that is called from somewhere.</param>
    public WorkflowDefinition Mock(WorkflowDefinition definition, bool isTested) =>
        _byId.GetOrAdd(definition.Id, _ => (definition, Replace(definition, isTested))).Mocked;

    public WorkflowDefinition Resolve(string fullName, string? version) => Mock(source.Resolve(fullName, version), isTested: false);

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) => Mock(source.Restore(sources), isTested: false);

    private WorkflowDefinition Replace(WorkflowDefinition definition, bool isTested)
    {
        var nodes = definition.Nodes.ToBuilder();
        foreach (var (node, chain) in StepChains.Of(definition))
        {
            if (node is CallNode or AgentNode or ActionNode && mocks.Any(mock => IsMeant(mock, node, chain, isTested)))
            {
                nodes[node.Index] = Replace(node);
            }
        }

        return definition with { Nodes = nodes.ToImmutable() };
    }

    private static bool IsMeant(MockRule mock, StepNode node, ImmutableArray<StepKeyPart> chain, bool isTested) =>
        (node is CallNode call && mock.Workflow == call.Workflow)
        || (mock.Steps is { } key && (isTested ? key.Matches(chain) : key.MayMatch(chain)));

    private static UsesNode Replace(StepNode node) => new()
    {
        Index = node.Index,
        Id = node.Id,
        Name = node.Name,
        Place = node.Place,
        Scope = node.Scope,
        Slot = node.Slot,
        When = node.When,
        IsDisabled = node.IsDisabled,
        Timeout = node.Timeout,
        Retry = node.Retry,
        ContinueOnError = node.ContinueOnError,
        Needs = node.Needs,
        Output = node.Output,
        Compensate = node.Compensate,
        Cache = node.Cache,
        Limits = node.Limits,
        StepType = node switch
        {
            CallNode call => call.Workflow,
            AgentNode agent => agent.Agent,
            _ => ((ActionNode)node).Path, // there are no others, as whoever calls has seen
        },
        Version = StandIn,
        With = node switch
        {
            CallNode call => call.With,
            AgentNode agent => agent.With,
            _ => ((ActionNode)node).With, // as above
        },
    };
}
