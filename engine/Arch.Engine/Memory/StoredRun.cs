using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>A run as the store in memory keeps it. What most runs never have is made when it is needed.</summary>
internal sealed class StoredRun(RunSummary summary, long epoch, MemoryJournalStore owner)
{
    public RunSummary Summary { get; set; } = summary;

    public long Epoch { get; set; } = epoch;

    public long NextSequence { get; set; } = 1;

    public MemoryJournalStore? Owner { get; set; } = owner;

    /// <summary>Gets or sets how often an owner died since the last commit.</summary>
    public int Crashes { get; set; }

    public string? IdempotencyKey { get; init; }

    public List<JournalRecord>? Records { get; set; }

    public ReadOnlyMemory<byte>? Snapshot { get; set; }

    public long SnapshotSequence { get; set; }

    public Inbox? Inbox { get; set; }

    public List<OpenWait>? Waits { get; set; }

    public List<Permit>? Permits { get; set; }

    /// <summary>Gets or sets the ids of the human tasks of the run, open or not.</summary>
    public List<string>? Tasks { get; set; }

    /// <summary>Gets or sets where <see cref="FreeRuns"/> has put it.</summary>
    public FreePlace Place { get; set; }

    public bool HasMessages => Inbox is { IsEmpty: false };

    /// <summary>Gets whether somebody may own it.</summary>
    public bool IsInCirculation => !Summary.HasEnded && Summary.Status != RunStatus.Parked;

    /// <summary>Gets whether it may have ended the processes of more than one owner.</summary>
    public bool IsSuspect => Crashes > 0 && Owner is { IsDead: true };

    /// <summary>Gets whether it may be claimed.</summary>
    public bool IsFree => IsInCirculation && Owner is null or { IsDead: true };
}
