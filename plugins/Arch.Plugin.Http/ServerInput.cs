using System.ComponentModel;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>What all steps of the plugin take: where a request goes, and how it proves who sends it.</summary>
internal abstract record ServerInput
{
    [Description("The address, http or https; with 'base_url' also a path below it. A user name or password does not belong in it; use 'auth'.")]
    [Example("https://api.example.com/orders")]
    public required string Url { get; init; }

    [Description("The address that 'url' must stay below: its origin and its path.")]
    [Example("https://api.example.com/v2/")]
    [Connection]
    public string? BaseUrl { get; init; }

    [Description("Headers by name.")]
    [Example("{ Accept: application/json }")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Headers that a connection gives, such as keys. They need 'base_url', go to its origin only, and cannot be given in 'headers' too.")]
    [Example("{ X-Tenant: acme }")]
    [Connection(Needs = "base_url")]
    [Secret]
    public IReadOnlyDictionary<string, string> ConnectionHeaders { get; init; } = new Dictionary<string, string>();

    [Description("Parameters that are added to the address, encoded. A list repeats its parameter; null leaves it out.")]
    [Example("{ page: 2, tag: [a, b] }")]
    public IReadOnlyDictionary<string, JsonElement> Query { get; init; } = new Dictionary<string, JsonElement>();

    [Description("How the request proves who sends it. Not sent on to another origin.")]
    [Connection(Needs = "base_url")]
    [Secret]
    public HttpAuth? Auth { get; init; }
}
