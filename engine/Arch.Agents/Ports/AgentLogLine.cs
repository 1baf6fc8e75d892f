using Arch.Sdk;

namespace Arch.Agents.Ports;

/// <summary>A line of an agent's log.</summary>
/// <param name="At">When.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">What is said; at most <see cref="MostCharacters"/>.</param>
public sealed record AgentLogLine(DateTimeOffset At, PluginLogLevel Level, string Text)
{
    /// <summary>The most characters of a line.</summary>
    public const int MostCharacters = 2_000;
}
