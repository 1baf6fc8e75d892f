using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal sealed record HttpAuth
{
    [Description("A token, sent as Authorization: Bearer.")]
    [Secret]
    public string? Bearer { get; init; }

    [Description("The user's name for basic authentication.")]
    public string? Username { get; init; }

    [Description("The password for basic authentication.")]
    [Secret]
    public string? Password { get; init; }

    [Description("A key that is sent in a header or a parameter of the address.")]
    public ApiKey? ApiKey { get; init; }

    [Description("A token that is fetched with the client's own credentials (OAuth 2, RFC 6749, 4.4).")]
    public ClientCredentials? Oauth2 { get; init; }
}
