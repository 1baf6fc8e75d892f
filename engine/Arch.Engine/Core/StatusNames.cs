using Arch.Engine.Runs;

namespace Arch.Engine.Core;

/// <summary>Statuses as workflows see them.</summary>
internal static class StatusNames
{
    public static string Of(StepStatus status) => status switch
    {
        StepStatus.Succeeded or StepStatus.Returned => "succeeded",
        StepStatus.Failed => "failed",
        StepStatus.Cancelled => "cancelled",
        _ => "skipped",
    };
}
