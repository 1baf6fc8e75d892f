using Arch.Workflows.Schedules;

namespace Arch.Workflows.Definitions.Triggers;

/// <summary>Starts runs at times.</summary>
public sealed record ScheduleTrigger : TriggerDefinition
{
    /// <inheritdoc/>
    public override string Kind => "schedule";

    /// <summary>Gets the times.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Gets what happens about times at which no host was there.</summary>
    public CatchUp CatchUp { get; init; }

    /// <summary>Gets the longest delay of a start; zero for none.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Gets what happens while the run before still goes on.</summary>
    public OverlapPolicy Overlap { get; init; }
}
