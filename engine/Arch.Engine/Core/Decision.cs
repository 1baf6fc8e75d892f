using Arch.Engine.Journal;
using Arch.Engine.Progress;

namespace Arch.Engine.Core;

/// <summary>What follows from happenings: records to commit, then effects to carry out, and what to tell those who watch.</summary>
internal sealed record Decision(
    IReadOnlyList<JournalRecord> Records,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<StepProgress> Progress,
    IReadOnlyList<RunWarning> Warnings);
