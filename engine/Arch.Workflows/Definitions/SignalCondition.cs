namespace Arch.Workflows.Definitions;

/// <summary>Is met by a signal to the run.</summary>
public sealed record SignalCondition : WaitCondition
{
    /// <summary>Gets the name of the signal.</summary>
    public required string Signal { get; init; }

    /// <summary>Gets the condition over <c>event</c>, the signal; <see langword="null"/> takes every signal of the name.</summary>
    public ExpressionHandle? Match { get; init; }
}
