namespace Arch.Workflows.Definitions;

/// <summary>What an agent may use up.</summary>
public sealed record AgentLimits
{
    /// <summary>Gets how long the handling of a message may take.</summary>
    /// <value>30 seconds unless set.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how often a message is handled before it is put aside.</summary>
    /// <value>1 or more; 3 unless set.</value>
    public int Attempts { get; init; } = 3;

    /// <summary>Gets how many messages may wait.</summary>
    /// <value>1 to 100,000; 1,000 unless set.</value>
    public int Mailbox { get; init; } = 1_000;

    /// <summary>Gets the most bytes of a message's data.</summary>
    /// <value>256 KiB unless set.</value>
    public int MessageBytes { get; init; } = 256 * 1024;

    /// <summary>Gets the most bytes of the state.</summary>
    /// <value>1 MiB unless set.</value>
    public int StateBytes { get; init; } = 1024 * 1024;

    /// <summary>Gets how many lines of its log are kept.</summary>
    /// <value>200 unless set.</value>
    public int LogLines { get; init; } = 200;
}
