namespace Arch.Workflows.Definitions;

/// <summary>How the wait between attempts grows.</summary>
public enum RetryBackoff
{
    /// <summary>It stays the same.</summary>
    Constant,

    /// <summary>It grows by the first wait each time.</summary>
    Linear,

    /// <summary>It doubles each time.</summary>
    Exponential,
}
