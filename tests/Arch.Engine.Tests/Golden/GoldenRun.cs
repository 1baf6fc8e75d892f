using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Tests.Golden;

/// <summary>A journal that is kept, with what the version that wrote it made of it.</summary>
internal sealed record GoldenRun
{
    public required RunId Id { get; init; }

    /// <summary>Gets where it came from, for people.</summary>
    public required string About { get; init; }

    public required IReadOnlyList<KeptRecord> Records { get; init; }

    public required IReadOnlyList<GoldenMoment> Moments { get; init; }

    public IReadOnlyList<JournalRecord> Decode() => [.. Records.Select(record => record.Decode())];
}
