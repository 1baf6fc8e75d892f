using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;

namespace Arch.Plugins.Isolation.Protocol;

/// <summary>A <see cref="VectorRecord"/> on its way to another process.</summary>
internal sealed record VectorData(string Key, string? Text, float[] Vector, JsonObject? Metadata)
{
    public static VectorData Of(VectorRecord record) => new(record.Key, record.Text, record.Vector.ToArray(), record.Metadata);

    public VectorRecord ToRecord() => new() { Key = Key, Text = Text, Vector = Vector, Metadata = Metadata };
}

/// <summary>A <see cref="VectorQuery"/> on its way to another process.</summary>
internal sealed record VectorQueryData(VectorQuery Query, float[] Vector)
{
    public static VectorQueryData Of(VectorQuery query) => new(query with { Vector = default }, query.Vector.ToArray());

    public VectorQuery ToQuery() => Query with { Vector = Vector };
}

/// <summary>What a search found, how many were deleted, what was made of texts, or why not.</summary>
internal sealed record VectorAnswer(IReadOnlyList<ScoredVector>? Matches, long Count, FailureData? Failure)
{
    public IReadOnlyList<float[]> Vectors { get; init; } = [];
}

/// <summary>A record that a search found.</summary>
internal sealed record ScoredVector(VectorData Record, double Score);
