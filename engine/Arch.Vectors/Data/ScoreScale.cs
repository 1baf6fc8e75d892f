using Arch.Sdk.Vectors;
using Microsoft.Extensions.VectorData;

namespace Arch.Vectors.Data;

/// <summary>Turns the store's scores, of which more is better, into those of a distance function.</summary>
/// <param name="Metric">What the store measures.</param>
/// <param name="ToScore">Makes the score.</param>
/// <param name="IsDistance">Whether less is better.</param>
internal sealed record ScoreScale(VectorMetric Metric, Func<double, double> ToScore, bool IsDistance)
{
    public static ScoreScale Of(string? distanceFunction) => distanceFunction switch
    {
        null or DistanceFunction.CosineSimilarity => new(VectorMetric.Cosine, score => score, false),
        DistanceFunction.CosineDistance => new(VectorMetric.Cosine, score => 1 - score, true),
        DistanceFunction.DotProductSimilarity => new(VectorMetric.Dot, score => score, false),
        DistanceFunction.NegativeDotProductSimilarity => new(VectorMetric.Dot, score => -score, true),
        DistanceFunction.EuclideanDistance => new(VectorMetric.Euclidean, score => -score, true),
        DistanceFunction.EuclideanSquaredDistance => new(VectorMetric.Euclidean, score => score * score, true),
        _ => throw new NotSupportedException(
            $"The distance function '{distanceFunction}' is not supported; cosine, dot product and Euclidean are."),
    };

    public bool Passes(double score, double threshold) => IsDistance ? score <= threshold : score >= threshold;
}
