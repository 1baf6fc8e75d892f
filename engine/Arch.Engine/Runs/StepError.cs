using Arch.Expressions.Values;

namespace Arch.Engine.Runs;

/// <summary>Why a step or a run failed; workflows see it as <c>error</c>.</summary>
public sealed record StepError
{
    /// <summary>Gets the kind: one of the constants of <see cref="StepErrorKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the code that workflows compare.</summary>
    public required string Code { get; init; }

    /// <summary>Gets what happened.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the id of the step that failed; <see langword="null"/> when it was no single step.</summary>
    public string? Step { get; init; }

    /// <summary>Gets the attempt that failed, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets whether another attempt may succeed.</summary>
    public bool Retryable { get; init; }

    /// <summary>Gets a numeric status of the protocol, such as an HTTP status code.</summary>
    public int? Status { get; init; }

    /// <summary>Gets the least wait before another attempt that the other side asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets more data; undefined when there is none.</summary>
    public Value Details { get; init; }

    /// <summary>
    /// Gets how the completed steps were undone, an array of objects with <c>step</c>, <c>status</c> and <c>error</c>; undefined when
    /// none were.
    /// </summary>
    public Value Compensation { get; init; }

    /// <summary>Gives the error as expressions see it.</summary>
    /// <returns>An object.</returns>
    public Value ToValue()
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal)
        {
            ["kind"] = Value.From(Kind),
            ["code"] = Value.From(Code),
            ["message"] = Value.From(Message),
            ["step"] = Value.From(Step),
            ["attempt"] = Value.From(Attempt),
            ["retryable"] = Value.From(Retryable),
        };
        if (Status is { } status)
        {
            members["status"] = Value.From(status);
        }

        if (RetryAfter is { } retryAfter)
        {
            members["retry_after_seconds"] = Value.From(retryAfter.TotalSeconds);
        }

        if (!Compensation.IsUndefined)
        {
            members["compensation"] = Compensation;
        }

        members["details"] = Details.IsUndefined ? Value.Null : Details;
        return Value.From(ValueObject.Of(members));
    }

    /// <summary>Reads an error that <see cref="ToValue"/> made.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The error.</returns>
    public static StepError FromValue(Value value) => new()
    {
        Kind = Text(value["kind"], StepErrorKinds.Plugin),
        Code = Text(value["code"], "unknown"),
        Message = Text(value["message"], ""),
        Step = value["step"].TryGetString(out var step) ? step : null,
        Attempt = value["attempt"].TryGetNumber(out var attempt) ? (int)attempt : 1,
        Retryable = value["retryable"].TryGetBoolean(out var retryable) && retryable,
        Status = value["status"].TryGetNumber(out var status) ? (int)status : null,
        RetryAfter = value["retry_after_seconds"].TryGetNumber(out var wait) ? TimeSpan.FromSeconds(wait) : null,
        Compensation = value["compensation"],
        Details = value["details"].IsNullish ? Value.Undefined : value["details"],
    };

    private static string Text(Value value, string otherwise) => value.TryGetString(out var text) ? text : otherwise;
}
