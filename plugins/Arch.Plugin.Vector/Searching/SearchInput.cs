using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Arch.Sdk;
using Arch.Sdk.Vectors;

namespace Arch.Plugin.Vector.Searching;

internal sealed record SearchInput
{
    [Description("The collection; one that does not exist is empty.")]
    [Example("faq")]
    [RegularExpression(Limits.Collection)]
    public required string Collection { get; init; }

    [Description("What is looked for. Without a vector, the host's embedder makes one of it.")]
    [Example("How do I get my money back?")]
    public string? Text { get; init; }

    [Description("The vector that is looked for, with as many numbers as those of the collection.")]
    public IReadOnlyList<float>? Vector { get; init; }

    [Description("The most matches.")]
    [Range(1, Limits.Matches)]
    public int Limit { get; init; } = 10;

    [Description("How likeness is measured: the cosine, the dot product, or the Euclidean distance as a negative number. More is more alike.")]
    public VectorMetric Metric { get; init; } = VectorMetric.Cosine;

    [Description("Whether the words of the text count as well; the score is then the fused rank (reciprocal rank fusion). Needs 'text'.")]
    public bool Hybrid { get; init; }

    [Description("Which records may match by their metadata: each member names a field and gives the value it must equal, or comparisons: eq, ne, gt, gte, lt, lte, in, contains, exists.")]
    [Example("{ language: en, year: { gte: 2024 } }")]
    public JsonObject? Filter { get; init; }

    [Description("The least score of a match.")]
    public double? MinScore { get; init; }

    [Description("Whether the vectors of the matches are in the output.")]
    public bool IncludeVectors { get; init; }
}
