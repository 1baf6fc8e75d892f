using Arch.Triggers.Ports;

namespace Arch.Host.Api.Triggers;

/// <summary>One time that a trigger fired.</summary>
internal sealed record FiringResource(
    long Number, string Workflow, string Trigger, DateTimeOffset At, FiringStatus Status, DateTimeOffset? DueAt, string? RunId, string? Reason)
{
    public static FiringResource Of(Firing firing) => new(
        firing.Number, firing.Workflow, firing.Trigger, firing.At, firing.Status, firing.DueAt, firing.RunId?.Value, firing.Reason);
}
