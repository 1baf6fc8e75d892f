using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Connecting;

/// <summary>Where a model is, and what every request to it has.</summary>
internal abstract record EndpointInput
{
    [Description("The address of the API, with its version, http or https. The paths 'chat/completions' and 'embeddings' are below it.")]
    [Example("https://api.openai.com/v1")]
    [Connection]
    public required string BaseUrl { get; init; }

    [Description("The key, sent as a bearer token. Leave it out where the server wants none.")]
    [Connection]
    [Secret]
    public string? ApiKey { get; init; }

    [Description("The model, as the server names it.")]
    [Example("gpt-4.1-mini")]
    [Connection]
    [MinLength(1)]
    public required string Model { get; init; }

    [Description("The organization that pays, where a key belongs to several.")]
    [Connection]
    public string? Organization { get; init; }

    [Description("The most time for all requests of the step together.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    [Description("The most tokens, of questions and answers together, that the step may use. No further request is sent once they are used up.")]
    [Range(1, 100_000_000)]
    public long? MaxTotalTokens { get; init; }
}
