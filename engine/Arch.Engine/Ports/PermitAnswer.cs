namespace Arch.Engine.Ports;

/// <summary>What comes of asking for a permit.</summary>
public enum PermitAnswer
{
    /// <summary>It is granted at once.</summary>
    Granted,

    /// <summary>The one who asks waits behind all others.</summary>
    Waits,

    /// <summary>The oldest holder is cancelled, and the one who asks waits in front of all others.</summary>
    WaitsInFront,

    /// <summary>It is refused because the limit is reached.</summary>
    LimitReached,

    /// <summary>It is refused because too many wait.</summary>
    QueueFull,
}
