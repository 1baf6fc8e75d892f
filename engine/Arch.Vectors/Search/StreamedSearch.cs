using Arch.Sdk.Vectors;

namespace Arch.Vectors.Search;

/// <summary>Compares vectors as they come, for collections that are too large to be held in memory.</summary>
/// <param name="query">The vector that they are compared with.</param>
/// <param name="metric">How they are compared.</param>
/// <param name="count">How many of the best are wanted.</param>
public sealed class StreamedSearch(ReadOnlyMemory<float> query, VectorMetric metric, int count) : IDisposable
{
    private readonly BlockSegment _rows = new(query.Length, 64);

    /// <summary>Gets the best so far.</summary>
    public TopK Best { get; } = new(count);

    /// <summary>Compares one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="vector">Its vector, float32 in the machine's byte order.</param>
    public void Visit(long id, ReadOnlySpan<byte> vector)
    {
        _rows.Append(id, vector);
        if (_rows.Count == _rows.Capacity)
        {
            End();
        }
    }

    /// <summary>Compares the last ones.</summary>
    /// <returns>The best.</returns>
    public TopK End()
    {
        var scan = new RowScan(query.Span, metric, Best);
        for (var row = 0; row < _rows.Count; row++)
        {
            scan.Visit(_rows, row);
        }

        _rows.Clear();
        return Best;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
