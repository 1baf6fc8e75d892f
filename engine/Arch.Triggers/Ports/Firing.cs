using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Triggers.Ports;

/// <summary>One time that a trigger fired, with what came of it.</summary>
public sealed record Firing
{
    /// <summary>Gets its number in the store; 0 before it is there.</summary>
    public long Number { get; init; }

    /// <summary>Gets the workflow, <c>namespace.id</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the trigger.</summary>
    public required string Trigger { get; init; }

    /// <summary>Gets when it fired; for a schedule the planned time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the key under which a trigger fires once.</summary>
    /// <value><see langword="null"/> when every firing counts.</value>
    public string? Key { get; init; }

    /// <summary>Gets when its key counts no more.</summary>
    /// <value><see langword="null"/> for never.</value>
    public DateTimeOffset? KeyExpiresAt { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required FiringStatus Status { get; init; }

    /// <summary>Gets when its run is to be started, while it waits.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets the run that it starts; fixed before the start, so that starting again starts no other.</summary>
    public RunId? RunId { get; init; }

    /// <summary>Gets why no run was started; <see langword="null"/> when one was, or will be.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what the run sees as <c>trigger</c>; kept while it waits.</summary>
    public Value Data { get; init; }

    /// <summary>Gets the inputs of the run, not yet bound; kept while it waits.</summary>
    public Value Inputs { get; init; }
}
