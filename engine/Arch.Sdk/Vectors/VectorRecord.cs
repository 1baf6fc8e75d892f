using System.Text.Json.Nodes;

namespace Arch.Sdk.Vectors;

/// <summary>A text with its vector and what is known about it.</summary>
public sealed record VectorRecord
{
    /// <summary>Gets what names the record in its collection; 1 to 512 characters.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the text; <see langword="null"/> when only the vector is kept.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the vector; empty to have the host's embedder make one of the text.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>Gets what is known about it, which filters compare; <see langword="null"/> for nothing.</summary>
    public JsonObject? Metadata { get; init; }
}
