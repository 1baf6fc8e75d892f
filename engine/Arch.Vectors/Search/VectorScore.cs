using System.Numerics.Tensors;
using Arch.Sdk.Vectors;

namespace Arch.Vectors.Search;

/// <summary>How alike two vectors are; more is more alike.</summary>
public static class VectorScore
{
    /// <summary>Gets the score in doubles, for the few that are shown.</summary>
    /// <param name="metric">The measure.</param>
    /// <param name="left">A vector.</param>
    /// <param name="right">A vector of the same dimensions.</param>
    /// <returns>The score. The cosine with a vector of zeros is 0.</returns>
    public static double Exact(VectorMetric metric, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0, leftSquares = 0, rightSquares = 0, distance = 0;
        for (var i = 0; i < left.Length; i++)
        {
            double a = left[i], b = right[i];
            product += a * b;
            leftSquares += a * a;
            rightSquares += b * b;
            distance += (a - b) * (a - b);
        }

        return metric switch
        {
            VectorMetric.Dot => product,
            VectorMetric.Euclidean => -Math.Sqrt(distance),
            _ => leftSquares == 0 || rightSquares == 0
                ? 0
                : Math.Clamp(product / (Math.Sqrt(leftSquares) * Math.Sqrt(rightSquares)), -1, 1),
        };
    }

    /// <summary>Gets 1 / length of a vector, or 0 for one of zeros.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>The inverse of its length.</returns>
    internal static float InverseLength(ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        return length > 0 ? 1 / length : 0;
    }
}
