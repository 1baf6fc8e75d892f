namespace Arch.Vectors;

/// <summary>What a vector store takes at most.</summary>
public static class VectorLimits
{
    /// <summary>The most dimensions of a vector.</summary>
    public const int Dimensions = 4096;

    /// <summary>The most characters of a key.</summary>
    public const int KeyLength = 512;

    /// <summary>The most characters of a text.</summary>
    public const int TextLength = 1_000_000;

    /// <summary>The most characters of a record's metadata as JSON.</summary>
    public const int MetadataLength = 65_536;

    /// <summary>The most records, keys or texts of one call.</summary>
    public const int RecordsPerCall = 10_000;

    /// <summary>The most matches of a search.</summary>
    public const int Matches = 1_000;

    /// <summary>The greatest amount of a number in a vector: products of greater ones would leave the range of float32.</summary>
    public const float Magnitude = 1e15f;
}
