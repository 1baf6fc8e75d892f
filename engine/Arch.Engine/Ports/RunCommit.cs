using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>What one transition of a run writes.</summary>
/// <param name="Epoch">The epoch of the ownership; 1 for a new run.</param>
/// <param name="FirstSequence">The sequence number of the first record, from 1; 1 makes the run.</param>
/// <param name="Records">The records, at least one, with gapless sequence numbers from <paramref name="FirstSequence"/>.</param>
/// <param name="Summary">The run as it is after the records.</param>
public sealed record RunCommit(
    long Epoch,
    long FirstSequence,
    IReadOnlyList<JournalRecord> Records,
    RunSummary Summary);
