using System.Collections.Immutable;
using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>uses: ./path</c>: the steps of an action, run in a scope of their own.</summary>
public sealed record ActionNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "uses";

    /// <summary>Gets the path as written.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets what the action must or may be given.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>Gets what the action gives when it ends without <c>return</c>.</summary>
    public ImmutableArray<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>Gets the scope of the action's steps.</summary>
    public required int BodyScope { get; init; }

    /// <summary>Gets the action's steps.</summary>
    public required Block Body { get; init; }
}
