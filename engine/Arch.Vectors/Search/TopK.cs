namespace Arch.Vectors.Search;

/// <summary>Keeps the best of many in a heap with the worst of them on top. Of equals the lower id is better.</summary>
/// <param name="capacity">How many are kept.</param>
public sealed class TopK(int capacity)
{
    private readonly (float Score, long Id)[] _heap = new (float, long)[capacity];
    private int _count;

    /// <summary>Gets the score that another must reach to be kept.</summary>
    public float Bar => _count < capacity ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>Takes one in, if it is better than the worst that is kept.</summary>
    /// <param name="score">Its score.</param>
    /// <param name="id">Its id.</param>
    public void Add(float score, long id)
    {
        if (_count < capacity)
        {
            Rise(_count++, (score, id));
        }
        else if (IsWorse(_heap[0], (score, id)))
        {
            Sink((score, id));
        }
    }

    /// <summary>Takes in all that another kept.</summary>
    /// <param name="other">The other.</param>
    public void Add(TopK other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < other._count; i++)
        {
            Add(other._heap[i].Score, other._heap[i].Id);
        }
    }

    /// <summary>Gets what is kept, the best first.</summary>
    /// <returns>The ids and scores.</returns>
    public IReadOnlyList<(long Id, float Score)> Best() =>
        [.. _heap.Take(_count).OrderByDescending(item => item.Score).ThenBy(item => item.Id).Select(item => (item.Id, item.Score))];

    private static bool IsWorse((float Score, long Id) left, (float Score, long Id) right) =>
        left.Score < right.Score || (left.Score == right.Score && left.Id > right.Id);

    private void Rise(int at, (float Score, long Id) item)
    {
        for (; at > 0 && IsWorse(item, _heap[(at - 1) / 2]); at = (at - 1) / 2)
        {
            _heap[at] = _heap[(at - 1) / 2];
        }

        _heap[at] = item;
    }

    private void Sink((float Score, long Id) item)
    {
        var at = 0;
        while (2 * at + 1 < _count)
        {
            var child = 2 * at + 1;
            if (child + 1 < _count && IsWorse(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!IsWorse(_heap[child], item))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = item;
    }
}
