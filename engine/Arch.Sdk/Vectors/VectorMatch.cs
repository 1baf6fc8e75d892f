namespace Arch.Sdk.Vectors;

/// <summary>A record that a search found.</summary>
public sealed record VectorMatch
{
    /// <summary>Gets the record, with its vector.</summary>
    public required VectorRecord Record { get; init; }

    /// <summary>Gets how well it matches: by the metric, or the fused rank of a hybrid search. More is better.</summary>
    public required double Score { get; init; }
}
