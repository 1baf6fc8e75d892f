using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>Why a step or run failed.</summary>
internal sealed record ErrorResource(string Kind, string Code, string Message, string? Step, int Attempt, bool Retryable, Value Details, Value Compensation)
{
    public static ErrorResource? Of(StepError? error) => error is null ? null : new(
        error.Kind, error.Code, error.Message, error.Step, error.Attempt, error.Retryable, OrNull(error.Details), OrNull(error.Compensation));

    private static Value OrNull(Value value) => value.IsUndefined ? Value.Null : value;
}
