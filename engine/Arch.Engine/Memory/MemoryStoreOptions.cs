namespace Arch.Engine.Memory;

/// <summary>What a store in memory keeps.</summary>
public sealed record MemoryStoreOptions
{
    /// <summary>Gets whether the records of ended runs and the runs themselves are kept; otherwise only the last are.</summary>
    public bool KeepsEverything { get; init; }

    /// <summary>Gets how many ended runs are kept when not everything is.</summary>
    /// <value>1,000 unless set.</value>
    public int EndedRunsKept { get; init; } = 1_000;

    /// <summary>Gets how many dispatched events are kept when not everything is.</summary>
    /// <value>10,000 unless set.</value>
    public int EventsKept { get; init; } = 10_000;
}
