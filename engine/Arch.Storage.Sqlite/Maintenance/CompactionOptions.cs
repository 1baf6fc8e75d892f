namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>What compacting removes besides what nobody needs.</summary>
public sealed record CompactionOptions
{
    /// <summary>
    /// Gets before when events of the log are removed, unless they still have to be dispatched or taken; <see langword="null"/> to
    /// keep all. A run that begins to wait for events that came before no longer gets those.
    /// </summary>
    public DateTimeOffset? EventsBefore { get; init; }

    /// <summary>Gets the clock, by which kept outputs expire.</summary>
    /// <value>The system's unless set.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
