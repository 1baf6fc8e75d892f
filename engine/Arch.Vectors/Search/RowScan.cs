using System.Numerics.Tensors;
using Arch.Sdk.Vectors;

namespace Arch.Vectors.Search;

/// <summary>Compares rows with one vector.</summary>
internal readonly ref struct RowScan(ReadOnlySpan<float> query, VectorMetric metric, TopK best)
{
    private readonly ReadOnlySpan<float> _query = query;
    private readonly float _inverseLength = VectorScore.InverseLength(query);

    public void Visit(BlockSegment segment, int row)
    {
        var vector = segment.Row(row);
        var score = metric switch
        {
            VectorMetric.Dot => TensorPrimitives.Dot(vector, _query),
            VectorMetric.Euclidean => -TensorPrimitives.Distance(vector, _query),
            _ => TensorPrimitives.Dot(vector, _query) * segment.InverseLength(row) * _inverseLength,
        };
        if (score >= best.Bar)
        {
            best.Add(score, segment.Id(row));
        }
    }
}
