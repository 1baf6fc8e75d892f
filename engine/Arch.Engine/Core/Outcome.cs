using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>How a step, a lane or an attempt ended.</summary>
internal readonly record struct Outcome(StepStatus Status, Value Outputs = default, StepError? Error = null)
{
    public static Outcome Success { get; } = new(StepStatus.Succeeded);

    public static Outcome Failure(StepError error) => new(StepStatus.Failed, default, error);
}
