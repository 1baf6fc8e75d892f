using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Host.Api.Events;

/// <summary>An event.</summary>
/// <param name="Id">Its id, unique among all.</param>
/// <param name="Subject">What it is about, parts joined by dots.</param>
/// <param name="Data">Its data.</param>
/// <param name="Time">When it was published.</param>
/// <param name="Source">The run that published it.</param>
internal sealed record EventResource(string Id, string Subject, Value Data, DateTimeOffset Time, string? Source)
{
    public static EventResource Of(BusEvent message) =>
        new(message.Id, message.Subject, message.Data.IsUndefined ? Value.Null : message.Data, message.At, message.Source?.Value);
}
