using Arch.Expressions.Templates;

namespace Arch.Workflows.Testing;

/// <summary>The failure of a mocked step.</summary>
public sealed record MockFailure
{
    /// <summary>Gets the code that workflows compare.</summary>
    public string Code { get; init; } = "mocked";

    /// <summary>Gets what happened; expressions in it see <c>inputs</c> and <c>attempt</c>.</summary>
    public required Template Message { get; init; }

    /// <summary>Gets whether the attempt goes on until the step's time-out ends it.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Gets whether another attempt may succeed.</summary>
    public bool Retryable { get; init; }

    /// <summary>Gets the least wait before another attempt; <see langword="null"/> for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a numeric status of the protocol; <see langword="null"/> for none.</summary>
    public int? Status { get; init; }

    /// <summary>Gets more data; <see langword="null"/> for none.</summary>
    public Template? Details { get; init; }
}
