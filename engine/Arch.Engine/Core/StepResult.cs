using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>What is kept of a step that has ended.</summary>
internal sealed record StepResult(StepStatus Status, Value Outputs, StepError? Error, int Attempts)
{
    private Value _value;

    /// <summary>Gets the result as <c>steps.ID</c> shows it; a step that failed has empty outputs, so that looking for one is safe.</summary>
    public Value ToValue()
    {
        if (_value.IsUndefined)
        {
            _value = Value.From(ValueObject.Of(
                ("outputs", Outputs.IsUndefined ? Value.EmptyObject : Outputs),
                ("status", Value.From(StatusNames.Of(Status))),
                ("error", Error?.ToValue() ?? Value.Null),
                ("attempts", Value.From(Attempts))));
        }

        return _value;
    }
}
