namespace Arch.Agents.Ports;

/// <summary>A message that was put aside.</summary>
/// <param name="Mail">The message.</param>
/// <param name="Error">Why.</param>
/// <param name="At">When.</param>
public sealed record DeadLetter(AgentMail Mail, string Error, DateTimeOffset At);
