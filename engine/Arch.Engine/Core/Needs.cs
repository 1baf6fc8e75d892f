using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Whether steps of a graph may run.</summary>
internal static class Needs
{
    /// <summary>Tells whether a needed step has ended as it must have.</summary>
    /// <param name="condition">How it must have ended.</param>
    /// <param name="status">How it has ended.</param>
    /// <param name="continuesOnError">Whether its failure counts for nothing.</param>
    public static bool IsMet(NeedCondition condition, StepStatus status, bool continuesOnError) => condition switch
    {
        NeedCondition.Succeeded => status == StepStatus.Succeeded,
        NeedCondition.Failed => status == StepStatus.Failed,
        NeedCondition.SucceededOrSkipped => status is StepStatus.Succeeded or StepStatus.Skipped || continuesOnError,
        _ => true,
    };
}
