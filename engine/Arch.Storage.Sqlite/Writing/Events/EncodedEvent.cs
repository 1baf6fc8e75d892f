using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Storage.Sqlite.Writing.Events;

/// <summary>An event as a row of the event log.</summary>
internal readonly record struct EncodedEvent(string Id, string Subject, byte[]? Data, long At, string? Source)
{
    public static EncodedEvent Of(BusEvent message) => new(
        message.Id,
        message.Subject,
        message.Data.IsUndefined ? null : ValueJson.ToUtf8(message.Data),
        Moments.ToTicks(message.At),
        message.Source?.Value);
}
