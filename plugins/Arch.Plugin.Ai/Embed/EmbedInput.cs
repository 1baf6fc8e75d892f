using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Ai.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Embed;

internal sealed record EmbedInput : EndpointInput
{
    [Description("The texts, none of them empty.")]
    [Example("[first text, second text]")]
    [Length(1, 10_000)]
    public required IReadOnlyList<string> Texts { get; init; }

    [Description("How many numbers a vector is to have, where the model leaves the choice. Vectors of another length are a failure.")]
    [Range(1, 65_536)]
    public int? Dimensions { get; init; }

    [Description("How many texts go into one request.")]
    [Range(1, 2_048)]
    public int BatchSize { get; init; } = 100;
}
