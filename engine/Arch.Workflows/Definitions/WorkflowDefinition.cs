using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Workflows.Definitions;

/// <summary>One checked version of a workflow, compiled for running. Immutable; shared by all its runs.</summary>
public sealed record WorkflowDefinition
{
    /// <summary>Gets the id, a hash of <see cref="Sources"/>.</summary>
    public required DefinitionId Id { get; init; }

    /// <summary>Gets the name, <c>namespace.id</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>Gets a short name for people.</summary>
    public string? Title { get; init; }

    /// <summary>Gets what it does, for people and for language models; <see langword="null"/> when nobody says.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the texts it was made from: the workflow's own first, then those of the actions it uses.</summary>
    public required ImmutableArray<SourceText> Sources { get; init; }

    /// <summary>
    /// Gets every step of the workflow and of the actions it uses; a step's <see cref="StepNode.Index"/> is its place
    /// here.
    /// </summary>
    public required ImmutableArray<StepNode> Nodes { get; init; }

    /// <summary>Gets the scopes of step results; 0 is the workflow's own.</summary>
    public required ImmutableArray<StepScope> Scopes { get; init; }

    /// <summary>Gets the steps that run one after the other.</summary>
    public required Block Steps { get; init; }

    /// <summary>Gets what handles an error that no step handled, in order.</summary>
    public ImmutableArray<CatchClause> Catch { get; init; } = [];

    /// <summary>
    /// Gets the steps that run at the end, whatever happened; <see langword="null"/> when there are none.
    /// </summary>
    public Block? Finally { get; init; }

    /// <summary>Gets what a run must be given.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>Gets the variables of a run with their first values.</summary>
    public ImmutableArray<VariableDefinition> Variables { get; init; } = [];

    /// <summary>Gets what a run gives when it ends without <c>return</c>.</summary>
    public ImmutableArray<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>Gets how long a run may take.</summary>
    /// <value><see langword="null"/> when there is no limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the retry of the whole run.</summary>
    /// <value><see langword="null"/> when a failed run is not tried again.</value>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Gets what must hold before a run starts.</summary>
    public ImmutableArray<CheckDefinition> Checks { get; init; } = [];

    /// <summary>Gets the key under which a second start gives the first run again.</summary>
    /// <value><see langword="null"/> when every start makes a run.</value>
    public Template? IdempotencyKey { get; init; }

    /// <summary>Gets what starts runs. The triggers of definitions that are restored for runs in flight are none.</summary>
    public ImmutableArray<TriggerDefinition> Triggers { get; init; } = [];

    /// <summary>Gets the secrets that expressions may name, with what they are called where secrets are kept.</summary>
    public ImmutableDictionary<string, string> Secrets { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets the limits that hold while a run goes on, in the order of the file.</summary>
    public ImmutableArray<ConcurrencyLimit> Limits { get; init; } = [];
}
