namespace Arch.Vectors.Search;

/// <summary>Which rows of a snapshot a search may find: a bit a row.</summary>
public sealed class RowSet
{
    private readonly BlockSnapshot _snapshot;
    private readonly ulong[][] _bits;

    internal RowSet(BlockSnapshot snapshot)
    {
        _snapshot = snapshot;
        _bits = [.. snapshot.Segments.Select(segment => new ulong[segment.Capacity / 64])];
    }

    /// <summary>Lets a row be found.</summary>
    /// <param name="id">Its id; one that is not there is passed over.</param>
    public void Add(long id)
    {
        var at = VectorBlock.SegmentOf(_snapshot.Segments, id);
        var row = at < 0 ? -1 : _snapshot.Segments[at].Ids[.._snapshot.Counts[at]].BinarySearch(id);
        if (row >= 0)
        {
            _bits[at][row / 64] |= 1UL << row;
        }
    }

    internal ulong Word(int segment, int word) => _bits[segment][word];
}
