namespace Arch.Engine.Journal;

/// <summary>One thing that happened to a run. The state of a run is the fold of its records and nothing else.</summary>
public abstract record JournalRecord
{
    /// <summary>Gets the place in the run's journal, from 1, without gaps.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets when it happened; for people and timers, never for order.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets the kind as the store keeps it; for ever.</summary>
    public abstract string Kind { get; }
}
