namespace Arch.Triggers.Ports;

/// <summary>What is remembered of a trigger.</summary>
/// <param name="Workflow">The workflow, <c>namespace.id</c>.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="SeenUntil">Until when times of its schedule were dealt with; <see langword="null"/> when it never was looked at.</param>
/// <param name="PausedBy">Who paused it; <see langword="null"/> when it is not paused.</param>
/// <param name="PausedAt">Since when it is paused.</param>
public sealed record TriggerState(string Workflow, string Trigger, DateTimeOffset? SeenUntil, string? PausedBy, DateTimeOffset? PausedAt);
