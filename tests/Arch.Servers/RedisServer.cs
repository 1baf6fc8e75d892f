using System.Net;
using System.Net.Sockets;

namespace Arch.Servers;

/// <summary>A Redis server of its own that keeps nothing on disk, on a free port of the loopback address.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private RedisServer(ServerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Gets the address.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>Gets the port; that of TLS when it offers TLS.</summary>
    public int Port { get; }

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="password">The password of the default user; none unless given.</param>
    /// <param name="users">Users as ACL rules, such as <c>reader on >secret ~* +get</c>.</param>
    /// <param name="tls">The certificate and its key in PEM; without, there is no TLS.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server; dispose it.</returns>
    public static async Task<RedisServer> StartAsync(
        string? password = null,
        IEnumerable<string>? users = null,
        (string Certificate, string Key)? tls = null,
        CancellationToken cancellationToken = default)
    {
        var program = Programs.Find("redis-server", "redis-server");
        var port = Ports.Free();
        var folder = ServerProcess.CreateFolder("redis");
        List<string> lines = [$"bind {Host}", "save \"\"", "appendonly no", $"dir {folder}"];
        if (password is not null)
        {
            lines.Add($"requirepass {password}");
        }

        lines.AddRange((users ?? []).Select(user => $"user {user}"));
        if (tls is var (certificate, key))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "server.crt"), certificate, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key, cancellationToken).ConfigureAwait(false);
            lines.AddRange(["port 0", $"tls-port {port}", $"tls-cert-file {folder}/server.crt", $"tls-key-file {folder}/server.key"]);
            lines.Add("tls-auth-clients no");
            lines.Add($"tls-ca-cert-file {folder}/server.crt");
        }
        else
        {
            lines.Add($"port {port}");
        }

        var configuration = Path.Combine(folder, "redis.conf");
        await File.WriteAllLinesAsync(configuration, lines, cancellationToken).ConfigureAwait(false);
#pragma warning disable CA2000 // The server owns it
        var process = await ServerProcess
            .StartAsync(folder, program, [configuration], () => AnswerAsync(port, tls is not null), cancellationToken).ConfigureAwait(false);
#pragma warning restore CA2000
        return new RedisServer(process, port);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task AnswerAsync(int port, bool isTls)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        if (!isTls)
        {
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray()).ConfigureAwait(false);
            await client.GetStream().ReadExactlyAsync(new byte[1]).ConfigureAwait(false);
        }
    }
}
