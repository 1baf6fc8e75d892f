using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Nats.Connections;

/// <summary>The inputs that every step has: where the server is and how to prove who one is.</summary>
internal abstract record NatsSettings
{
    [Description("The server's address, nats:// or tls://; several of one cluster are parted by commas. The port is 4222 unless given.")]
    [Example("nats://nats.example.com:4222")]
    [Connection]
    public required string Url { get; init; }

    [Description("The token. Give at most one of token, user, nkey_seed and creds.")]
    [Example("${{ secrets.nats_token }}")]
    [Secret]
    [Connection(Needs = "url")]
    public string? Token { get; init; }

    [Description("The name of the user, with password.")]
    [Example("orders")]
    [Connection]
    public string? User { get; init; }

    [Description("The password of the user.")]
    [Example("${{ secrets.nats_password }}")]
    [Secret]
    [Connection(Needs = "url")]
    public string? Password { get; init; }

    [Description("The seed of the user's NKey, SU….")]
    [Example("${{ secrets.nats_seed }}")]
    [Secret]
    [Connection(Needs = "url")]
    public string? NkeySeed { get; init; }

    [Description("The text of a credentials file, with the user's JWT and seed.")]
    [Example("${{ secrets.nats_creds }}")]
    [Secret]
    [Connection(Needs = "url")]
    public string? Creds { get; init; }

    [Description("The certificates of the authorities that are trusted, as PEM, in place of the system's. Implies TLS.")]
    [Example("${{ secrets.nats_ca }}")]
    [Connection]
    public string? TlsCa { get; init; }

    [Description("The most time for all of it, the connection included; at most 10 minutes.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
