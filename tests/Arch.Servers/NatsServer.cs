using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Arch.Servers;

/// <summary>A real nats-server as a private process: a free loopback port, its data in a temporary folder.</summary>
public sealed class NatsServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("arch-nats-").FullName;
    private readonly StringBuilder _log = new();
    private readonly int _monitorPort;
#pragma warning disable CA2213 // KillAsync disposes it
    private Process? _process;
#pragma warning restore CA2213

    private NatsServer(NatsServerOptions options)
    {
        Port = FreePort();
        _monitorPort = FreePort();
        Options = options;
        CertificatePem = options.Tls ? MakeCertificate(_folder) : null;
        File.WriteAllText(Path.Combine(_folder, "nats.conf"), Configuration());
    }

    /// <summary>Gets how the server is set up.</summary>
    public NatsServerOptions Options { get; }

    /// <summary>Gets the port, which a restart keeps.</summary>
    public int Port { get; }

    /// <summary>Gets the address for clients; its scheme is <c>tls</c> when the server demands TLS.</summary>
#pragma warning disable CA1056 // Settings and clients take text
    public string Url => string.Create(CultureInfo.InvariantCulture, $"{(Options.Tls ? "tls" : "nats")}://127.0.0.1:{Port}");
#pragma warning restore CA1056

    /// <summary>Gets the certificate that clients must trust, as PEM.</summary>
    /// <value><see langword="null"/> without TLS.</value>
    public string? CertificatePem { get; }

    /// <summary>Starts a server and waits until it greets clients.</summary>
    /// <param name="options">How it is set up; <see langword="null"/> for JetStream and nothing else.</param>
    /// <returns>The server; dispose it.</returns>
    public static async Task<NatsServer> StartAsync(NatsServerOptions? options = null)
    {
        var server = new NatsServer(options ?? new NatsServerOptions());
        try
        {
            await server.StartProcessAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once (SIGKILL), as a crash does.</summary>
    /// <returns>When it is gone.</returns>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            if (!process.HasExited)
            {
                process.Kill();
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Kills the process if it runs and starts another on the same port and data.</summary>
    /// <returns>When it greets clients.</returns>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartProcessAsync();
    }

    /// <summary>Asks the server how many clients are connected.</summary>
    /// <returns>The number.</returns>
    public async Task<int> CountConnectionsAsync()
    {
        using var client = new HttpClient();
        using var answer = JsonDocument.Parse(await client.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_monitorPort}/connz"))));
        return answer.RootElement.GetProperty("num_connections").GetInt32();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string MakeCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=nats.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var pem = certificate.ExportCertificatePem();
        File.WriteAllText(Path.Combine(folder, "cert.pem"), pem);
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return pem;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private string Configuration()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"listen: \"127.0.0.1:{Port}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"http: \"127.0.0.1:{_monitorPort}\"");
        if (Options.JetStream)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"jetstream {{ store_dir: {Quote(Path.Combine(_folder, "data"))} }}");
        }

        if (Options.Token is { } token)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"authorization {{ token: {Quote(token)} }}");
        }

        if (Options.User is { } user)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"authorization {{ user: {Quote(user)}, password: {Quote(Options.Password ?? "")} }}");
        }

        if (Options.NKey is { } nkey)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"authorization {{ users: [ {{ nkey: {nkey} }} ] }}");
        }

        if (Options.Tls)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"tls {{ cert_file: {Quote(Path.Combine(_folder, "cert.pem"))}, key_file: {Quote(Path.Combine(_folder, "key.pem"))} }}");
        }

        return text.ToString();
    }

    private async Task StartProcessAsync()
    {
        // Programs of servers lie where the search path of users without rights does not lead.
        var program = File.Exists("/usr/sbin/nats-server") ? "/usr/sbin/nats-server" : "nats-server";
        var start = new ProcessStartInfo(program, ["-c", Path.Combine(_folder, "nats.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += Keep;
        process.OutputDataReceived += Keep;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new InvalidOperationException("The program 'nats-server' is missing. Install the Debian package 'nats-server'.", e);
        }

        _process = process;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await WaitForGreetingAsync(process);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.AppendLine(line.Data);
        }
    }

    private async Task WaitForGreetingAsync(Process process)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                var buffer = new byte[5];
                await client.GetStream().ReadExactlyAsync(buffer);
                if (buffer.AsSpan().SequenceEqual("INFO "u8))
                {
                    return;
                }
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }

        lock (_log)
        {
            throw new InvalidOperationException($"nats-server did not come up on port {Port}:\n{_log}");
        }
    }
}
