namespace Arch.Workflows.Definitions;

/// <summary>When an agent goes on after failures.</summary>
public sealed record AgentRestart
{
    /// <summary>Gets after how many failures in a row it stays faulted until somebody starts it.</summary>
    /// <value>1 or more; 10 unless set.</value>
    public int Attempts { get; init; } = 10;

    /// <summary>Gets the wait after the first failure.</summary>
    /// <value>1 second unless set.</value>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how the wait grows.</summary>
    /// <value>Exponential unless set.</value>
    public RetryBackoff Backoff { get; init; } = RetryBackoff.Exponential;

    /// <summary>Gets the longest wait.</summary>
    /// <value>5 minutes unless set.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);
}
