namespace Arch.Workflows.Definitions;

/// <summary>When and how often something that failed is tried again.</summary>
public sealed record RetryPolicy
{
    /// <summary>Gets how many attempts there are in all.</summary>
    /// <value>1 or more; 3 unless set.</value>
    public int Attempts { get; init; } = 3;

    /// <summary>Gets the wait before the second attempt.</summary>
    /// <value>Zero or more; 1 second unless set.</value>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how the wait grows.</summary>
    /// <value><see cref="RetryBackoff.Constant"/> unless set.</value>
    public RetryBackoff Backoff { get; init; }

    /// <summary>Gets the longest wait.</summary>
    /// <value>1 hour unless set.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gets whether each wait is shortened by a random part, so that many do not come back at once.</summary>
    public bool Jitter { get; init; }

    /// <summary>Gets the time from the first attempt after which none starts any more.</summary>
    /// <value><see langword="null"/> when there is no such time.</value>
    public TimeSpan? Within { get; init; }

    /// <summary>Gets the condition over <c>error</c> for another attempt.</summary>
    /// <value><see langword="null"/>: any error.</value>
    public ExpressionHandle? When { get; init; }
}
