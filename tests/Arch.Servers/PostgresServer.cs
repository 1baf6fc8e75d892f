using System.Net;
using System.Net.Sockets;

namespace Arch.Servers;

/// <summary>A PostgreSQL server of its own: a new cluster in a temporary folder, on a free port of the loopback address.</summary>
/// <remarks>PostgreSQL refuses to run as root: then the user <c>postgres</c> of its package runs it.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private PostgresServer(ServerProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Gets the address.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets the user, who may do everything.</summary>
    public static string User => "arch";

    /// <summary>Gets the user's password.</summary>
    public static string Password => "s3cret-of-tests";

    /// <summary>Gets the database that is there from the beginning.</summary>
    public static string Database => "postgres";

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="settings">Settings in place of the server's own, such as <c>max_connections=5</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server; dispose it.</returns>
    public static Task<PostgresServer> StartAsync(IEnumerable<string>? settings = null, CancellationToken cancellationToken = default) =>
        StartAsync(null, settings, cancellationToken);

    /// <summary>Starts a server that offers TLS.</summary>
    /// <param name="tls">The certificate and its key in PEM.</param>
    /// <param name="settings">Settings in place of the server's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server; dispose it.</returns>
    public static async Task<PostgresServer> StartAsync(
        (string Certificate, string Key)? tls, IEnumerable<string>? settings = null, CancellationToken cancellationToken = default)
    {
        var initdb = Find("initdb");
        var postgres = Find("postgres");
        var port = Ports.Free();
        var folder = ServerProcess.CreateFolder("postgres");
        var data = Path.Combine(folder, "data");
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password, cancellationToken).ConfigureAwait(false);
        List<string> arguments = ["-D", data, "-p", $"{port}", "-h", Host, "-k", folder, "-c", "fsync=off"];
        if (tls is var (certificate, key))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "server.crt"), certificate, cancellationToken).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key, cancellationToken).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path.Combine(folder, "server.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            arguments.AddRange(["-c", "ssl=on", "-c", $"ssl_cert_file={folder}/server.crt", "-c", $"ssl_key_file={folder}/server.key"]);
        }

        arguments.AddRange((settings ?? []).SelectMany(setting => new[] { "-c", setting }));
        if (Environment.IsPrivilegedProcess)
        {
            await ServerProcess.RunAsync("/", Programs.Find("chown", "coreutils"), ["-R", "postgres", folder], cancellationToken)
                .ConfigureAwait(false);
        }

        await RunAsUserAsync(
            folder,
            initdb,
            ["-D", data, "-U", User, $"--pwfile={password}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "-N"],
            cancellationToken).ConfigureAwait(false);
        var (program, full) = AsUser(postgres, arguments);
#pragma warning disable CA2000 // The server owns it
        var process = await ServerProcess.StartAsync(folder, program, full, () => AnswerAsync(port), cancellationToken).ConfigureAwait(false);
#pragma warning restore CA2000
        return new PostgresServer(process, port);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Find(string name) => Programs.Find(
        name,
        "postgresql",
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : []);

    private static Task RunAsUserAsync(string folder, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (actual, full) = AsUser(program, arguments);
        return ServerProcess.RunAsync(folder, actual, full, cancellationToken);
    }

    private static (string Program, IEnumerable<string> Arguments) AsUser(string program, IEnumerable<string> arguments) =>
        Environment.IsPrivilegedProcess
            ? (Programs.Find("setpriv", "util-linux"), ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
            : (program, arguments);

    // A server that takes logins asks for the password ('R'); one that still starts sends an error ('E').
    private static async Task AnswerAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        var stream = client.GetStream();
        byte[] startup = [0, 3, 0, 0, .. "user\0arch\0\0"u8];
        byte[] message = [0, 0, 0, (byte)(startup.Length + 4), .. startup];
        await stream.WriteAsync(message).ConfigureAwait(false);
        var answer = new byte[1];
        await stream.ReadExactlyAsync(answer).ConfigureAwait(false);
        if (answer[0] != 'R')
        {
            throw new InvalidOperationException("It does not take logins yet.");
        }
    }
}
