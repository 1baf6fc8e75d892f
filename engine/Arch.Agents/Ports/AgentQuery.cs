using Arch.Agents.Lifecycle;

namespace Arch.Agents.Ports;

/// <summary>Which agents a list shows, by name.</summary>
public sealed record AgentQuery
{
    /// <summary>Gets how they stand; <see langword="null"/> for any.</summary>
    public AgentStatus? Status { get; init; }

    /// <summary>Gets how many at most.</summary>
    /// <value>1 or more; 50 unless set.</value>
    public int Limit { get; init; } = 50;

    /// <summary>Gets the name after which the list begins; <see langword="null"/> for the first.</summary>
    public string? After { get; init; }
}
