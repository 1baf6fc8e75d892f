using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>A run as the store in memory keeps it.</summary>
internal sealed class StoredRun(RunSummary summary, long epoch, MemoryJournalStore owner)
{
    public RunSummary Summary { get; set; } = summary;

    public long Epoch { get; set; } = epoch;

    public long NextSequence { get; set; } = 1;

    public MemoryJournalStore? Owner { get; set; } = owner;

    /// <summary>Gets or sets how often an owner died since the last commit.</summary>
    public int Crashes { get; set; }

    public string? IdempotencyKey { get; set; }

    public List<JournalRecord> Records { get; } = [];

    public ReadOnlyMemory<byte>? Snapshot { get; set; }

    public long SnapshotSequence { get; set; }

    /// <summary>Gets or sets the messages that the run has not taken; <see langword="null"/> when there never was one.</summary>
    public List<RunMessage>? Inbox { get; set; }

    public List<OpenWait>? Waits { get; set; }

    public bool HasMessages => Inbox is { Count: > 0 };
}
