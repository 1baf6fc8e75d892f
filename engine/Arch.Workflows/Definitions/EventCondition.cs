using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>Is met by an event on the bus.</summary>
public sealed record EventCondition : WaitCondition
{
    /// <summary>
    /// Gets the subject; in it <c>*</c> stands for one part and <c>&gt;</c> at the end for one or more, as in NATS.
    /// </summary>
    public required Template Subject { get; init; }

    /// <summary>Gets the condition over <c>event</c>; <see langword="null"/> takes every event of the subject.</summary>
    public ExpressionHandle? Match { get; init; }
}
