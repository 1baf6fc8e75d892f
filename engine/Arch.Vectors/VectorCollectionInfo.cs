namespace Arch.Vectors;

/// <summary>What is known about a collection.</summary>
public sealed record VectorCollectionInfo
{
    /// <summary>Gets its name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how many dimensions each of its vectors has.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Gets how many records it holds.</summary>
    public required long Count { get; init; }
}
