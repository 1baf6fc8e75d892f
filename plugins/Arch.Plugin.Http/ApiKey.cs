using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal enum ApiKeyPlace
{
    Header,
    Query,
}

internal sealed record ApiKey
{
    [Description("The name of the header or parameter.")]
    [Example("X-Api-Key")]
    public required string Name { get; init; }

    [Description("The key.")]
    [Secret]
    public required string Value { get; init; }

    [Description("Whether it is sent in a header or in the address. Addresses end up in the logs of servers; prefer the header.")]
    public ApiKeyPlace In { get; init; } = ApiKeyPlace.Header;
}
