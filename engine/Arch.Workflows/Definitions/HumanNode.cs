using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;

namespace Arch.Workflows.Definitions;

/// <summary>Waits until a person completes a task.</summary>
public sealed record HumanNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "human";

    /// <summary>Gets what is to be done, in a line.</summary>
    public required Template Title { get; init; }

    /// <summary>Gets more about it.</summary>
    public Template? Body { get; init; }

    /// <summary>Gets who may do it, an object such as <c>{role: order_manager}</c>; <see langword="null"/> for everybody.</summary>
    public Template? Assign { get; init; }

    /// <summary>Gets what is to be filled in; an object without members when nothing is.</summary>
    public required TypeShape Form { get; init; }

    /// <summary>Gets the actions to choose from.</summary>
    /// <value>At least one; <c>complete</c> unless the workflow names others.</value>
    public ImmutableArray<string> Actions { get; init; } = ["complete"];

    /// <summary>Gets how long there is time; <see langword="null"/> when there is no end to it.</summary>
    public TimeSpan? Due { get; init; }

    /// <summary>Gets what happens when the time is over.</summary>
    public DuePolicy OnDue { get; init; }
}
