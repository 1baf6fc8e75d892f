namespace Arch.Engine.Progress;

/// <summary>What changed about a step.</summary>
public enum StepChange
{
    /// <summary>It started.</summary>
    Started,

    /// <summary>An attempt failed, and another will follow.</summary>
    AttemptFailed,

    /// <summary>Another attempt started.</summary>
    AttemptStarted,

    /// <summary>It waits until a moment.</summary>
    Waiting,

    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It was skipped.</summary>
    Skipped,
}
