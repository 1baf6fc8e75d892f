using System.Numerics;
using Arch.Sdk.Vectors;

namespace Arch.Vectors.Search;

/// <summary>A block as it was at one moment.</summary>
public sealed class BlockSnapshot : IDisposable
{
    // About 1.5 MB of 384 dimensions: long enough to read in one stream, short enough to end soon after a cancellation.
    private const int RowsAtOnce = 1024;

    private readonly int _dimensions;
    private readonly ulong[]?[] _removed;
    private readonly (int Segment, int From)[] _chunks;
    private int _isDisposed;

    internal BlockSnapshot(int dimensions, BlockSegment[] segments, ulong[]?[] removed)
    {
        _dimensions = dimensions;
        Segments = segments;
        Counts = [.. segments.Select(segment => segment.Count)];
        _removed = removed;
        _chunks = [.. Enumerable.Range(0, segments.Length)
            .SelectMany(at => Enumerable.Range(0, (Counts[at] + RowsAtOnce - 1) / RowsAtOnce).Select(chunk => (at, chunk * RowsAtOnce)))];
        foreach (var segment in segments)
        {
            var isAdded = false;
            segment.DangerousAddRef(ref isAdded);
        }
    }

    internal BlockSegment[] Segments { get; }

    internal int[] Counts { get; }

    /// <summary>Gets an empty set of its rows.</summary>
    /// <returns>The set.</returns>
    public RowSet NoRows() => new(this);

    /// <summary>Compares all rows with a vector.</summary>
    /// <param name="query">The vector, of the block's dimensions.</param>
    /// <param name="metric">How they are compared.</param>
    /// <param name="rows">Which rows may be found; <see langword="null"/> for all.</param>
    /// <param name="count">How many of the best are wanted.</param>
    /// <param name="workers">On how many threads.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The best; their scores are those of float32.</returns>
    public TopK Search(
        ReadOnlyMemory<float> query, VectorMetric metric, RowSet? rows, int count, int workers, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, _dimensions);
        var best = new TopK(count);
        var next = -1;
        if (_chunks.Length <= 1 || workers <= 1)
        {
            Work(best);
            cancellationToken.ThrowIfCancellationRequested();
            return best;
        }

        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers };
        Parallel.For(0, Math.Min(workers, _chunks.Length), options, _ =>
        {
            var own = new TopK(count);
            Work(own);
            lock (gate)
            {
                best.Add(own);
            }
        });
        cancellationToken.ThrowIfCancellationRequested();
        return best;

        void Work(TopK own)
        {
            var scan = new RowScan(query.Span, metric, own);
            for (int at; (at = Interlocked.Increment(ref next)) < _chunks.Length && !cancellationToken.IsCancellationRequested;)
            {
                Scan(ref scan, _chunks[at].Segment, _chunks[at].From, rows);
            }
        }
    }

    /// <summary>Lets the memory go.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            foreach (var segment in Segments)
            {
                segment.DangerousRelease();
            }
        }
    }

    private void Scan(ref RowScan scan, int at, int from, RowSet? rows)
    {
        var segment = Segments[at];
        var to = Math.Min(from + RowsAtOnce, Counts[at]);
        for (var start = from; start < to; start += 64)
        {
            var word = rows?.Word(at, start / 64) ?? ulong.MaxValue;
            word &= ~(_removed[at]?[start / 64] ?? 0);
            if (to - start < 64)
            {
                word &= (1UL << (to - start)) - 1;
            }

            for (; word != 0; word &= word - 1)
            {
                scan.Visit(segment, start + BitOperations.TrailingZeroCount(word));
            }
        }
    }
}
