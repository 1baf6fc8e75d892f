using System.Collections.Immutable;
using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>set</c>: new values of variables, all evaluated before the first is assigned.</summary>
public sealed record SetNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "set";

    /// <summary>Gets the variables in order, with their new values.</summary>
    public required ImmutableArray<KeyValuePair<string, Template>> Assignments { get; init; }
}
