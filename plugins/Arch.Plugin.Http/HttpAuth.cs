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
}
