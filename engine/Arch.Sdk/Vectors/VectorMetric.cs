namespace Arch.Sdk.Vectors;

/// <summary>How the likeness of two vectors is measured.</summary>
public enum VectorMetric
{
    /// <summary>The cosine of the angle between them, -1 to 1; more is more alike.</summary>
    Cosine,

    /// <summary>Their dot product; more is more alike.</summary>
    Dot,

    /// <summary>Their Euclidean distance as a negative number, so that more is more alike; 0 is equal.</summary>
    Euclidean,
}
