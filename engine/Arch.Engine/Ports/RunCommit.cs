using Arch.Engine.Journal;
using Arch.Engine.Runs;

namespace Arch.Engine.Ports;

/// <summary>What one transition of a run writes: all of it or nothing.</summary>
/// <param name="Epoch">The epoch of the ownership; 1 for a new run.</param>
/// <param name="FirstSequence">The sequence number of the first record, from 1; 1 makes the run.</param>
/// <param name="Records">
/// The records, with gapless sequence numbers from <paramref name="FirstSequence"/>. Empty only when <see cref="Writes"/> says
/// something, such as that a message was taken that led to nothing.
/// </param>
/// <param name="Summary">The run as it is after the records.</param>
public sealed record RunCommit(
    long Epoch,
    long FirstSequence,
    IReadOnlyList<JournalRecord> Records,
    RunSummary Summary)
{
    /// <summary>Gets what is written besides the records; <see langword="null"/> for nothing, as for most transitions.</summary>
    public RunWrites? Writes { get; init; }

    /// <summary>
    /// Gets whether the run is given up with this commit, because it only waits: it has no owner then, and whoever sees its
    /// moment or a message to it claims it.
    /// </summary>
    public bool Releases { get; init; }

    /// <summary>
    /// Gets, for a new run, the key under which its workflow has only one; <see langword="null"/> when every start makes one.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Gets the state of the run after the records, encoded, from which it can be read back without the records before;
    /// <see langword="null"/> when none is kept with this commit. A new one replaces the one before.
    /// </summary>
    public ReadOnlyMemory<byte>? Snapshot { get; init; }
}
