namespace Arch.Workflows.Definitions;

/// <summary>How a needed step of a <c>graph</c> must have ended.</summary>
public enum NeedCondition
{
    /// <summary>Succeeded or skipped; a plain list of needs asks for this.</summary>
    SucceededOrSkipped,

    /// <summary>Succeeded; skipped is not enough.</summary>
    Succeeded,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Ended, however.</summary>
    Any,
}
