namespace Arch.Workflows.Definitions;

/// <summary>What happens to a run or step when its <see cref="ConcurrencyLimit"/> is reached.</summary>
public enum LimitPolicy
{
    /// <summary>It waits for its turn, first come, first served.</summary>
    Queue,

    /// <summary>It does not run: a step is skipped, a run ends as cancelled.</summary>
    Skip,

    /// <summary>The oldest holder is cancelled, and it takes its place.</summary>
    Replace,

    /// <summary>It fails.</summary>
    Fail,
}
