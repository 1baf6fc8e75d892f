using System.Text.Json.Nodes;

namespace Arch.Sdk.Vectors;

/// <summary>What is looked for in a collection. Give a text, a vector, or both.</summary>
public sealed record VectorQuery
{
    /// <summary>Gets the text that matches are like; <see langword="null"/> when the vector alone says it.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the vector that matches are like; empty to have the host's embedder make one of the text.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>Gets the most matches.</summary>
    /// <value>1 to 1,000; 10 unless set.</value>
    public int Limit { get; init; } = 10;

    /// <summary>Gets how likeness is measured.</summary>
    /// <value>Cosine unless set.</value>
    public VectorMetric Metric { get; init; } = VectorMetric.Cosine;

    /// <summary>
    /// Gets whether the words of the text count as well: the ranks of the full-text search and of the vector search are put
    /// together (reciprocal rank fusion).
    /// </summary>
    /// <value><see langword="false"/> unless set.</value>
    public bool IsHybrid { get; init; }

    /// <summary>Gets which records may match by their metadata; <see langword="null"/> for all. See <see cref="VectorSelection.Filter"/>.</summary>
    public JsonObject? Filter { get; init; }

    /// <summary>Gets the least score of a match; <see langword="null"/> for any.</summary>
    public double? MinScore { get; init; }
}
