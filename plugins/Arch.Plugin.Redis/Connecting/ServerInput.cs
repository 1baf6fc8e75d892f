using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>Which server, for every step of the plugin.</summary>
internal abstract record ServerInput
{
    [Description("The server's name or address.")]
    [Connection]
    [Example("redis.example.com")]
    public required string Host { get; init; }

    [Description("The server's port.")]
    [Connection]
    [Range(1, 65_535)]
    public int Port { get; init; } = 6379;

    [Description("The user to log in as; the default user unless given.")]
    [Connection]
    [Example("worker")]
    public string? User { get; init; }

    [Description("The user's password.")]
    [Connection(Needs = "host")]
    [Secret]
    public string? Password { get; init; }

    [Description("The number of the database.")]
    [Connection]
    [Range(0, 1_023)]
    public int Database { get; init; }

    [Description("'verify' wants TLS and a trusted certificate for the host, 'unverified' TLS with any certificate, 'off' no TLS.")]
    [Connection]
    public TlsMode Tls { get; init; } = TlsMode.Verify;

    [Description("The most time for all of it, up to 5 minutes.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
