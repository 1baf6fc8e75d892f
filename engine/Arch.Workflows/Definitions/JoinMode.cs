namespace Arch.Workflows.Definitions;

/// <summary>When <c>parallel</c> ends.</summary>
public enum JoinMode
{
    /// <summary>When all branches succeeded; the first that fails cancels the others and fails the step.</summary>
    All,

    /// <summary>When one branch succeeded, which cancels the others; fails when all failed.</summary>
    Any,

    /// <summary>When all branches ended, however; never fails.</summary>
    Settled,
}
