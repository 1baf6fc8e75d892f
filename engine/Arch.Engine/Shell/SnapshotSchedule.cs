namespace Arch.Engine.Shell;

/// <summary>
/// Says when a run is due for a snapshot: after so many records, and not before the journal has grown by about as much as the last
/// one was long, so that snapshots never cost more than the journal itself.
/// </summary>
internal sealed class SnapshotSchedule(int every)
{
    // Shorter records are rare.
    private const int BytesOfARecord = 100;

    private long _nextSequence = 1 + (long)every;

    /// <summary>Tells whether a snapshot is due.</summary>
    /// <param name="nextSequence">The number of the next record of the run.</param>
    public bool IsDue(long nextSequence) => nextSequence >= _nextSequence;

    /// <summary>Notes the latest snapshot.</summary>
    /// <param name="nextSequence">The number of the first record that is not in it.</param>
    /// <param name="length">How many bytes it has.</param>
    public void Taken(long nextSequence, int length) => _nextSequence = nextSequence + Math.Max(every, length / BytesOfARecord);
}
