namespace Arch.Triggers.Ports;

/// <summary>Which firings to list.</summary>
public sealed record FiringQuery
{
    /// <summary>Gets the workflow; <see langword="null"/> for any.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets the trigger; <see langword="null"/> for any.</summary>
    public string? Trigger { get; init; }

    /// <summary>Gets where they stand; <see langword="null"/> for any.</summary>
    public FiringStatus? Status { get; init; }

    /// <summary>Gets how many to list at most.</summary>
    /// <value>1 to 1,000; 50 unless set.</value>
    public int Limit { get; init; } = 50;

    /// <summary>Gets the number after which to go on, for the next page; <see langword="null"/> for the first.</summary>
    public long? After { get; init; }
}
