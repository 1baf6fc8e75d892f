namespace Arch.Engine.Ports;

/// <summary>Which ended runs to remove. A run that another, unfinished run called or was called by stays.</summary>
public sealed record PurgeQuery
{
    /// <summary>Gets the workflow, <c>namespace.id</c>; <see langword="null"/> for any.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets before when a run must have ended; <see langword="null"/> for any time.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    /// <summary>Gets how many ended runs of each workflow are kept, those that started last; 0 for none.</summary>
    public int KeepNewest { get; init; }

    /// <summary>Gets how many to remove in one go.</summary>
    /// <value>1 to 500; 500 unless set.</value>
    public int Limit { get; init; } = 500;
}
