using System.Net;
using System.Net.Security;
using StackExchange.Redis;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>What makes connections to a server interchangeable.</summary>
internal sealed record ServerSettings
{
    /// <summary>Steps may take no longer than this; the library's own limit lies beyond it.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    // Nothing that would make the library look for other servers, or keep a second connection.
    private static readonly CommandMap Commands = CommandMap.Create(
        ["CLUSTER", "SENTINEL", "CONFIG", "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE"],
        available: false);

    public required IPAddress Address { get; init; }

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string? User { get; init; }

    public required string? Password { get; init; }

    public required int Database { get; init; }

    public required TlsMode Tls { get; init; }

    public string Name => $"The server '{Host}', port {Port},";

    public static ServerSettings Read(ServerInput input) => new()
    {
        Address = IPAddress.None,
        Host = input.Host,
        Port = input.Port,
        User = input.User,
        Password = input.Password,
        Database = input.Database,
        Tls = input.Tls,
    };

    public async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var endpoint = new IPEndPoint(Address, Port);
        var options = new ConfigurationOptions
        {
            EndPoints = { endpoint },
            Tunnel = new PinnedTunnel(endpoint),
            User = User,
            Password = Password,
            DefaultDatabase = Database,
            Ssl = Tls != TlsMode.Off,
            SslHost = Host, // the certificate must name the host, not the address
            AbortOnConnectFail = true,
            ConnectRetry = 1,
            ConnectTimeout = 10_000,
            AsyncTimeout = (int)(LongestTimeout + TimeSpan.FromMinutes(1)).TotalMilliseconds, // the step's own timeout counts
            BacklogPolicy = BacklogPolicy.FailFast,
            CommandMap = Commands,
            Protocol = RedisProtocol.Resp2,
            ClientName = "arch",
            SetClientLibrary = false,
            ConfigurationChannel = "",
            TieBreaker = "",
            TopologyRefreshSeconds = 0,
            IncludeDetailInExceptions = false,
        };
        if (Tls == TlsMode.Unverified)
        {
#pragma warning disable CA5359 // The operator asked for it
            options.CertificateValidation += static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else
        {
            options.CertificateValidation += static (_, _, _, errors) => errors == SslPolicyErrors.None;
        }

        return await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }
}
