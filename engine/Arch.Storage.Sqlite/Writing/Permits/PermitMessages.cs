using System.Globalization;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Writing.Messages;

namespace Arch.Storage.Sqlite.Writing.Permits;

/// <summary>What is said to runs about permits.</summary>
internal static class PermitMessages
{
    public static EncodedMessage Granted(string runId, long activation, string key, long moment) =>
        Answer(runId, activation, key, moment, ("granted", Value.True));

    public static EncodedMessage Refused(
        string runId,
        long activation,
        string key,
        string reason,
        IEnumerable<string> holders,
        long moment) => Answer(
            runId,
            activation,
            key,
            moment,
            ("granted", Value.False),
            ("reason", Value.From(reason)),
            ("holders", Value.From(ValueArray.Of([.. holders.Select(holder => Value.From(holder))]))));

    public static EncodedMessage Replaced(string runId, long activation, string key, string by, long moment) =>
        EncodedMessage.Of(new RunMessage
        {
            RunId = new RunId(runId),
            Id = $"replaced/{key}/{by}",
            Kind = RunMessageKind.Cancel,
            Name = $"replaced by run {by}",
            Data = Value.From(ValueObject.Of(("compensate", Value.False), ("activation", Value.From(activation)))),
            At = Moments.FromTicks(moment),
        });

    private static EncodedMessage Answer(
        string runId,
        long activation,
        string key,
        long moment,
        params ReadOnlySpan<(string Name, Value Value)> members) => EncodedMessage.Of(new RunMessage
        {
            RunId = new RunId(runId),
            Id = string.Create(CultureInfo.InvariantCulture, $"permit/{activation}/{key}"),
            Kind = RunMessageKind.Permit,
            Name = key,
            Data = Value.From(ValueObject.Of([("activation", Value.From(activation)), .. members])),
            At = Moments.FromTicks(moment),
        });
}
