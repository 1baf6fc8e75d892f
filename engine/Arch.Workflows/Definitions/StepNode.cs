using System.Collections.Immutable;
using Arch.Expressions.Types;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Definitions;

/// <summary>A step of a definition. The kinds are the subclasses, one a verb.</summary>
public abstract record StepNode
{
    /// <summary>Gets the place in <see cref="WorkflowDefinition.Nodes"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the id, unique in its document.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the verb, such as <c>uses</c>.</summary>
    public abstract string Verb { get; }

    /// <summary>Gets the name for people; <see langword="null"/> when there is only the id.</summary>
    public string? Name { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the scope that keeps its result.</summary>
    public required int Scope { get; init; }

    /// <summary>Gets the place of its result in the scope.</summary>
    public required int Slot { get; init; }

    /// <summary>Gets the condition under which it runs; otherwise it is skipped.</summary>
    /// <value><see langword="null"/> when it always runs.</value>
    public ExpressionHandle? When { get; init; }

    /// <summary>Gets whether it is switched off, and so skipped.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Gets how long one attempt may take.</summary>
    /// <value><see langword="null"/> when there is no limit.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets when it is tried again.</summary>
    /// <value><see langword="null"/> when a failure is final.</value>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Gets whether the steps after it go on when it failed.</summary>
    public bool ContinueOnError { get; init; }

    /// <summary>Gets what must have ended before it starts, inside of <c>graph</c> only.</summary>
    public ImmutableArray<Need> Needs { get; init; } = [];

    /// <summary>Gets the declared shape of its outputs.</summary>
    public TypeShape Output { get; init; } = TypeShape.AnyObject;

    /// <summary>Gets the steps that undo it when a <c>try</c> around it rolls back.</summary>
    /// <value><see langword="null"/> when it cannot be undone.</value>
    public Block? Compensate { get; init; }

    /// <summary>Gets how its outputs are kept for later runs.</summary>
    /// <value><see langword="null"/> when they are not.</value>
    public CachePolicy? Cache { get; init; }

    /// <summary>Gets the limits that hold while it runs, in the order of the file.</summary>
    public ImmutableArray<ConcurrencyLimit> Limits { get; init; } = [];
}
