namespace Arch.Engine.History;

/// <summary>Where a step stands.</summary>
public enum StepViewStatus
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It waits; <see cref="StepView.WaitsFor"/> says for what.</summary>
    Waiting,

    /// <summary>It succeeded, or reached a <c>return</c>.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was ended from outside.</summary>
    Cancelled,

    /// <summary>It did not run.</summary>
    Skipped,
}
