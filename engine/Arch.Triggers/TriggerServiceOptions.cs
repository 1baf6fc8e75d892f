using Arch.Triggers.Ports;

namespace Arch.Triggers;

/// <summary>What a <see cref="TriggerService"/> works with.</summary>
public sealed record TriggerServiceOptions
{
    /// <summary>Gets where firings are kept.</summary>
    public required ITriggerStore Store { get; init; }

    /// <summary>Gets where runs are started.</summary>
    public required ITriggerRuns Runs { get; init; }

    /// <summary>Gets who is told of what does not work.</summary>
    public ITriggerObserver? Observer { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets how long firings that do not wait are kept.</summary>
    /// <value>30 days unless set.</value>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Gets how many missed times of one schedule are made up for at most.</summary>
    /// <value>1,000 unless set; those before are left out.</value>
    public int MostCaughtUp { get; init; } = 1_000;

    /// <summary>Gets the longest time until the service looks again for what other hosts left.</summary>
    /// <value>5 seconds unless set.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);
}
