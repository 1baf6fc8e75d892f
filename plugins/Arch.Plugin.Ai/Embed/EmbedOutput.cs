using System.ComponentModel;

namespace Arch.Plugin.Ai.Embed;

internal sealed record EmbedOutput
{
    [Description("The vectors, in the order of the texts.")]
    public required IReadOnlyList<IReadOnlyList<float>> Vectors { get; init; }

    [Description("How many numbers each vector has.")]
    public required int Dimensions { get; init; }

    [Description("The model that answered, as the server names it.")]
    public required string Model { get; init; }

    [Description("The tokens that were used, as the server counts them.")]
    public required long TotalTokens { get; init; }
}
