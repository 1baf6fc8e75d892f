using System.Collections.Immutable;

namespace Arch.Workflows.Definitions;

/// <summary><c>try</c>, <c>catch</c>, <c>finally</c>.</summary>
public sealed record TryNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "try";

    /// <summary>Gets the steps whose errors are handled.</summary>
    public required Block Body { get; init; }

    /// <summary>Gets the handlers; the first whose condition holds runs.</summary>
    public ImmutableArray<CatchClause> Catch { get; init; } = [];

    /// <summary>Gets what runs at the end, whatever happened; <see langword="null"/> when nothing does.</summary>
    public Block? Finally { get; init; }

    /// <summary>Gets whether completed steps are undone, last first, before a handler runs.</summary>
    public bool Rollback { get; init; }
}
