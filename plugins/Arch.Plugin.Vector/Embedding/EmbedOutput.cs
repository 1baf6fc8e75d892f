using System.ComponentModel;

namespace Arch.Plugin.Vector.Embedding;

internal sealed record EmbedOutput
{
    [Description("The vectors, one for each text in their order, each of length 1.")]
    public required IReadOnlyList<IReadOnlyList<float>> Vectors { get; init; }

    [Description("How many numbers each vector has.")]
    public required int Dimensions { get; init; }
}
