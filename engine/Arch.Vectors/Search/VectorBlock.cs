namespace Arch.Vectors.Search;

/// <summary>
/// The vectors of a collection in memory: rows that are appended and marked as removed, never changed, so that searches go on
/// with what they began with. One thread at a time changes it or takes a snapshot.
/// </summary>
/// <param name="dimensions">The dimensions of the vectors.</param>
public sealed class VectorBlock(int dimensions) : IDisposable
{
    // Above the greatest size that the C library keeps for itself when it is freed (32 MiB).
    private const int SegmentBytes = 36 * 1024 * 1024;
    private const int LeastRows = 256;

    private readonly List<BlockSegment> _segments = [];
    private readonly List<ulong[]?> _removed = [];
    private readonly List<bool> _isShared = [];

    /// <summary>Gets the highest id; ids come in ascending order.</summary>
    public long LastId { get; private set; }

    /// <summary>Gets how many rows there are, with those that were removed.</summary>
    public long Rows { get; private set; }

    /// <summary>Gets how many rows were removed.</summary>
    public long Removed { get; private set; }

    /// <summary>Gets how much memory it takes.</summary>
    public long Bytes => _segments.Sum(segment => segment.Bytes);

    /// <summary>Gets how much memory so many rows take.</summary>
    /// <param name="dimensions">The dimensions of the vectors.</param>
    /// <param name="rows">How many rows.</param>
    /// <returns>Bytes, about.</returns>
    public static long BytesFor(int dimensions, long rows) => rows * ((dimensions * sizeof(float)) + sizeof(long) + sizeof(float));

    /// <summary>Appends a row.</summary>
    /// <param name="id">Its id, higher than all before.</param>
    /// <param name="vector">Its vector, float32 in the machine's byte order.</param>
    /// <param name="expected">How many rows are expected with it and after it, as far as is known.</param>
    public void Append(long id, ReadOnlySpan<byte> vector, long expected)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, dimensions * sizeof(float));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(id, LastId);
        if (_segments.Count == 0 || _segments[^1].Count == _segments[^1].Capacity)
        {
            Grow(expected);
        }

        _segments[^1].Append(id, vector);
        LastId = id;
        Rows++;
    }

    /// <summary>Marks a row as removed.</summary>
    /// <param name="id">Its id; one that is not there is passed over.</param>
    public void Remove(long id)
    {
        var at = SegmentOf(_segments, id);
        var row = at < 0 ? -1 : _segments[at].Ids.BinarySearch(id);
        if (row < 0)
        {
            return;
        }

        // A search may be reading the marks.
        var marks = _removed[at] is { } known ? (_isShared[at] ? [.. known] : known) : new ulong[_segments[at].Capacity / 64];
        _isShared[at] = false;
        _removed[at] = marks;
        Removed += (marks[row / 64] >> row & 1) == 0 ? 1 : 0;
        marks[row / 64] |= 1UL << row;
    }

    /// <summary>Takes what is there now for a search.</summary>
    /// <returns>The snapshot, which keeps the memory until it is disposed.</returns>
    public BlockSnapshot Take()
    {
        for (var i = 0; i < _isShared.Count; i++)
        {
            _isShared[i] = true;
        }

        return new BlockSnapshot(dimensions, [.. _segments], [.. _removed]);
    }

    /// <summary>Frees the memory as soon as no snapshot needs it.</summary>
    public void Dispose()
    {
        foreach (var segment in _segments)
        {
            segment.Dispose();
        }
    }

    internal static int SegmentOf(IReadOnlyList<BlockSegment> segments, long id)
    {
        int low = 0, high = segments.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].Id(0) <= id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high;
    }

    // Room for what is known to come, or a half more than there is, but never more than a segment has.
    private void Grow(long expected)
    {
        var most = SegmentBytes / (dimensions * sizeof(float));
        var rows = Math.Clamp(Math.Max(expected, Rows / 2), LeastRows, Math.Max(most, LeastRows));
        _segments.Add(new BlockSegment(dimensions, (int)((rows + 63) / 64 * 64)));
        _removed.Add(null);
        _isShared.Add(false);
    }
}
