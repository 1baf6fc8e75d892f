using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>Which human tasks to list.</summary>
public sealed record HumanTaskQuery
{
    /// <summary>Gets the status asked for; <see langword="null"/> for any.</summary>
    public HumanTaskStatus? Status { get; init; } = HumanTaskStatus.Open;

    /// <summary>Gets the run asked for; <see langword="null"/> for any.</summary>
    public RunId? RunId { get; init; }

    /// <summary>Gets how many to list at most.</summary>
    /// <value>1 to 1,000; 50 unless set.</value>
    public int Limit { get; init; } = 50;

    /// <summary>Gets the task after which to go on, for the next page; <see langword="null"/> for the first.</summary>
    public string? After { get; init; }
}
