using Microsoft.Extensions.VectorData;

namespace Arch.Vectors.Tests.Data;

/// <summary>A record as programs declare them.</summary>
public sealed class Article
{
    [VectorStoreKey]
    public long Id { get; set; }

    [VectorStoreData(IsFullTextIndexed = true)]
    public string? Text { get; set; }

    [VectorStoreData]
    public int? Year { get; set; }

    [VectorStoreData]
    public bool IsDraft { get; set; }

#pragma warning disable CA1002, CA2227 // This is how records are declared for VectorData
    [VectorStoreData(StorageName = "labels")]
    public List<string> Tags { get; set; } = [];
#pragma warning restore CA1002, CA2227

    [VectorStoreData]
    public DateTimeOffset At { get; set; } = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [VectorStoreVector(2, DistanceFunction = DistanceFunction.CosineDistance)]
    public ReadOnlyMemory<float> Vector { get; set; }
}
