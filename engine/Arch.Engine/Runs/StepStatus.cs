namespace Arch.Engine.Runs;

/// <summary>How a step, a block of steps or an attempt ended.</summary>
public enum StepStatus
{
    /// <summary>It ended as it should.</summary>
    Succeeded,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was ended from outside.</summary>
    Cancelled,

    /// <summary>It did not run.</summary>
    Skipped,

    /// <summary>It reached a <c>return</c>, which ends what is around it too.</summary>
    Returned,
}
