using Arch.Engine.Journal;

namespace Arch.Engine.Tests.Golden;

/// <summary>A record as a store has it.</summary>
internal sealed record KeptRecord(long Sequence, DateTimeOffset At, string Kind, string Fields)
{
    public static KeptRecord Of(JournalRecord record) =>
        new(record.Sequence, record.At, record.Kind, System.Text.Encoding.UTF8.GetString(JournalCodec.Encode(record)));

    public JournalRecord Decode() => JournalCodec.Decode(Sequence, At, Kind, System.Text.Encoding.UTF8.GetBytes(Fields));
}
