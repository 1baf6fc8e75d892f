namespace Arch.Agents.Ports;

/// <summary>An agent of this owner for which there is something to do.</summary>
/// <param name="Agent">The name.</param>
/// <param name="IsSuspect">Whether owners died while it had something to do, and it has not shown since that it is innocent.</param>
public sealed record ReadyAgent(string Agent, bool IsSuspect);
