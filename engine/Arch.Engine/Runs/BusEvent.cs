using Arch.Expressions.Values;

namespace Arch.Engine.Runs;

/// <summary>An event on the bus, as the event log keeps it.</summary>
public sealed record BusEvent
{
    /// <summary>Gets the id, unique among all events; publishing the same id again does nothing.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the subject, parts joined by dots.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the data.</summary>
    public Value Data { get; init; }

    /// <summary>Gets when it was published.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the run that published it; <see langword="null"/> when none did.</summary>
    public RunId? Source { get; init; }

    /// <summary>Gives the event as <c>event</c> in expressions shows it.</summary>
    /// <returns>An object with <c>id</c>, <c>subject</c>, <c>data</c>, <c>time</c> and <c>source</c>.</returns>
    public Value ToValue() => Value.From(ValueObject.Of(
        ("id", Value.From(Id)),
        ("subject", Value.From(Subject)),
        ("data", Data.IsUndefined ? Value.Null : Data),
        ("time", Value.From(At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture))),
        ("source", Value.From(Source?.Value))));
}
