using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Progress;

namespace Arch.Engine.Core;

/// <summary>What follows from happenings: records to commit, then effects to carry out, and what to tell those who watch.</summary>
internal sealed record Decision(
    IReadOnlyList<JournalRecord> Records,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<StepProgress> Progress,
    IReadOnlyList<RunWarning> Warnings)
{
    /// <summary>Gets what is committed besides the records; <see langword="null"/> for nothing.</summary>
    public RunWrites? Writes { get; init; }

    /// <summary>Gets, for a new run, the key under which its workflow has only one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Gets whether an earlier snapshot is of no use any more, because records were taken back or the definition changed.</summary>
    public bool WantsSnapshot { get; init; }

    /// <summary>Gets whether there is anything to commit.</summary>
    public bool ChangesAnything => Records.Count > 0 || Writes is not null;
}
