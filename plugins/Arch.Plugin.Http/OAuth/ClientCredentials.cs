using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal enum ClientAuthentication
{
    ClientSecretBasic,
    ClientSecretPost,
}

internal sealed record ClientCredentials
{
    [Description("The token endpoint: https, or http on this machine.")]
    [Example("https://login.example.com/oauth2/token")]
    public required string TokenUrl { get; init; }

    [Description("The client's id.")]
    public required string ClientId { get; init; }

    [Description("The client's secret.")]
    [Secret]
    public required string ClientSecret { get; init; }

    [Description("The scopes that are asked for.")]
    [Example("[orders.read, orders.write]")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    [Description("Whom the token is for, where the server wants to know.")]
    [Example("https://api.example.com")]
    public string? Audience { get; init; }

    [Description("How the client sends its secret: in the Authorization header, or among the fields of the request.")]
    public ClientAuthentication Method { get; init; } = ClientAuthentication.ClientSecretBasic;
}
