using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Names;

namespace Arch.Storage.Sqlite.Writing.Messages;

/// <summary>A message as a row of the inbox.</summary>
internal readonly record struct EncodedMessage(
    string RunId,
    string Id,
    string Kind,
    string Name,
    byte[]? Data,
    string? By,
    long At)
{
    public static EncodedMessage Of(RunMessage message) => new(
        message.RunId.Value,
        message.Id,
        MessageKindNames.Of(message.Kind),
        message.Name,
        message.Data.IsUndefined ? null : ValueJson.ToUtf8(message.Data),
        message.By,
        Moments.ToTicks(message.At));
}
