namespace Arch.Workflows.Definitions;

/// <summary><c>repeat</c>: a body again and again.</summary>
public sealed record RepeatNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "repeat";

    /// <summary>Gets the condition.</summary>
    public required ExpressionHandle Condition { get; init; }

    /// <summary>
    /// Gets whether the condition ends the loop after an iteration (<c>until</c>), rather than allowing the next
    /// (<c>while</c>).
    /// </summary>
    public required bool IsUntil { get; init; }

    /// <summary>Gets the wait between iterations; zero when there is none.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Gets the most iterations; one more fails the step.</summary>
    public required int Max { get; init; }

    /// <summary>Gets how long the whole loop may take.</summary>
    /// <value><see langword="null"/> when there is no limit.</value>
    public TimeSpan? LoopTimeout { get; init; }

    /// <summary>Gets the scope of one iteration.</summary>
    public required int BodyScope { get; init; }

    /// <summary>Gets the body.</summary>
    public required Block Body { get; init; }
}
