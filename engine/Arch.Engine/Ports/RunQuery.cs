using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>Which runs to list.</summary>
public sealed record RunQuery
{
    /// <summary>Gets the status asked for; <see langword="null"/> for any.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Gets the workflow asked for, <c>namespace.id</c>; <see langword="null"/> for any.</summary>
    public string? Workflow { get; init; }

    /// <summary>Gets the run that called them; <see langword="null"/> for any.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Gets from when on they must have started; <see langword="null"/> for any time.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Gets before when they must have started; <see langword="null"/> for any time.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>Gets how many to list at most.</summary>
    /// <value>1 to 1,000; 50 unless set.</value>
    public int Limit { get; init; } = 50;

    /// <summary>Gets the run after which to go on, for the next page; <see langword="null"/> for the first.</summary>
    public RunId? After { get; init; }
}
