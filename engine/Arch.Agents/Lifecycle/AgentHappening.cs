namespace Arch.Agents.Lifecycle;

/// <summary>What happens to an agent.</summary>
public abstract record AgentHappening
{
    private protected AgentHappening()
    {
    }
}

/// <summary>Somebody starts it.</summary>
public sealed record StartAsked : AgentHappening;

/// <summary>Somebody pauses it.</summary>
/// <param name="Reason">Why, and who; <see langword="null"/> when nobody says.</param>
public sealed record PauseAsked(string? Reason) : AgentHappening;

/// <summary>Somebody stops it.</summary>
/// <param name="Reason">Why, and who; <see langword="null"/> when nobody says.</param>
public sealed record StopAsked(string? Reason) : AgentHappening
{
    /// <summary>Gets whether a host may be handling one of its messages, which the store knows.</summary>
    public bool MayBeBusy { get; init; }
}

/// <summary>It handled a message.</summary>
public sealed record MessageHandled : AgentHappening;

/// <summary>It failed to handle a message.</summary>
/// <param name="Reason">How.</param>
public sealed record MessageFailed(string Reason) : AgentHappening;

/// <summary>A moment that it waited for has come, and it has nothing to handle.</summary>
/// <param name="IsIdle">Whether it has been idle for too long.</param>
public sealed record MomentCame(bool IsIdle) : AgentHappening;

/// <summary>A message for it has come.</summary>
public sealed record MessageCame : AgentHappening;
