using Arch.Engine.Journal;

namespace Arch.Engine.Ports;

/// <summary>What a run is read back from.</summary>
/// <param name="Snapshot">The latest snapshot; <see langword="null"/> when there is none.</param>
/// <param name="SnapshotSequence">The number of the last record that is in the snapshot; 0 without one.</param>
/// <param name="Records">The records after the snapshot, in order.</param>
public sealed record StoredJournal(
    ReadOnlyMemory<byte>? Snapshot,
    long SnapshotSequence,
    IReadOnlyList<JournalRecord> Records);
