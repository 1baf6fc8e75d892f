using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary>A limit on how many runs or steps with the same key go on at once, over all workflows and hosts of a store.</summary>
public sealed record ConcurrencyLimit
{
    /// <summary>Gets the key; those with the same key share the limit.</summary>
    public required Template Key { get; init; }

    /// <summary>Gets how many go on at once.</summary>
    /// <value>At least 1; 1 unless set.</value>
    public int Limit { get; init; } = 1;

    /// <summary>Gets what happens when the limit is reached.</summary>
    public LimitPolicy OnLimit { get; init; }

    /// <summary>Gets how many may wait; one more is refused as by <see cref="LimitPolicy.Fail"/>.</summary>
    /// <value><see langword="null"/> for any number.</value>
    public int? QueueMax { get; init; }
}
