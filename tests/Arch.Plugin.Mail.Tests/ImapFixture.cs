using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Arch.Plugin.Mail.Tests;

/// <summary>A private Dovecot with its settings, users and mail in a temporary folder. Needs the Debian package dovecot-imapd and root.</summary>
#pragma warning disable CA1416 // Dovecot runs on Unix alone, and so do these tests
public sealed class ImapFixture : IAsyncLifetime
{
    private const UnixFileMode All = (UnixFileMode)0b111_111_111;
    private readonly string _folder = Directory.CreateTempSubdirectory("imap-").FullName;
    private Process? _process;
    private int _delivered;

    public int Port { get; } = SmtpFixture.FreePort();

    public int ImplicitPort { get; } = SmtpFixture.FreePort();

    public string Ca { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, All);
        using (var certificate = TestCertificate.Create("localhost"))
        using (var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate))
        {
            Ca = certificate.ExportCertificatePem();
            await File.WriteAllTextAsync(Path.Combine(_folder, "cert.pem"), Ca);
            await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), ((RSA)key!).ExportPkcs8PrivateKeyPem());
        }

        var settings = Path.Combine(_folder, "dovecot.conf");
        await File.WriteAllTextAsync(settings, Settings());
        try
        {
            _process = Process.Start(new ProcessStartInfo("/usr/sbin/dovecot", ["-F", "-c", settings]) { RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Dovecot cannot be started. Install the Debian package 'dovecot-imapd'.", e);
        }

        await ListenAsync();
    }

    /// <summary>Makes a mailbox and gives its user; the password is s3cret-word.</summary>
    public string AddUser()
    {
        var user = $"user{Interlocked.Increment(ref _delivered)}";
        foreach (var part in new[] { "", "new", "cur", "tmp", ".Done", ".Done/new", ".Done/cur", ".Done/tmp" })
        {
            File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(Mailbox(user), part)).FullName, All);
        }

        return user;
    }

    public void Deliver(string user, string message, DateTimeOffset arrived)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{arrived.ToUnixTimeSeconds()}.{Interlocked.Increment(ref _delivered)}.test");
        var temporary = Path.Combine(Mailbox(user), "tmp", name);
        File.WriteAllText(temporary, message.ReplaceLineEndings("\r\n"));
        File.SetUnixFileMode(temporary, (UnixFileMode)0b110_110_110);
        File.SetLastWriteTimeUtc(temporary, arrived.UtcDateTime);
        File.Move(temporary, Path.Combine(Mailbox(user), "new", name));
    }

    public int Count(string user, string folder) =>
        Directory.GetFiles(Path.Combine(Mailbox(user), folder, "cur")).Length + Directory.GetFiles(Path.Combine(Mailbox(user), folder, "new")).Length;

    public bool IsSeen(string user) => Directory.GetFiles(Path.Combine(Mailbox(user), "cur")).Single().EndsWith('S');

    /// <summary>Has the server number the messages anew, as after its index is lost.</summary>
    public void Renumber(string user)
    {
        var list = Path.Combine(Mailbox(user), "dovecot-uidlist");
        var lines = File.ReadAllLines(list);
        var header = lines[0].Split(' ').Select(part => part[0] == 'V' ? $"V{uint.Parse(part[1..], CultureInfo.InvariantCulture) + 1}" : part);
        File.WriteAllLines(list, [string.Join(' ', header), .. lines[1..]]);
        foreach (var index in Directory.GetFiles(Mailbox(user), "dovecot.index*"))
        {
            File.Delete(index);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            // Asked to end, it ends those it started as well.
            using var ending = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await ending.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Mailbox(string user) => Path.Combine(_folder, "mail", user);

    private string Settings()
    {
        File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName, All);
        File.WriteAllText(Path.Combine(_folder, "passwd"), string.Concat(Enumerable.Range(1, 99).Select(i => $"user{i}:{{PLAIN}}s3cret-word\n")));
        File.SetUnixFileMode(Path.Combine(_folder, "passwd"), (UnixFileMode)0b110_100_100);
        return $$"""
            protocols = imap
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/log
            listen = 127.0.0.1
            ssl = yes
            ssl_cert = <{{_folder}}/cert.pem
            ssl_key = <{{_folder}}/key.pem
            mail_location = maildir:{{_folder}}/mail/%u
            first_valid_uid = 1
            auth_mechanisms = plain
            passdb {
              driver = passwd-file
              args = {{_folder}}/passwd
            }
            userdb {
              driver = static
              args = uid=8 gid=8 home={{_folder}}/mail/%u
            }
            service imap-login {
              inet_listener imap {
                port = {{Port}}
              }
              inet_listener imaps {
                port = {{ImplicitPort}}
                ssl = yes
              }
            }
            """;
    }

    private async Task ListenAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", ImplicitPort, deadline.Token);
                return;
            }
            catch (SocketException) when (!_process!.HasExited && !deadline.IsCancellationRequested)
            {
                await Task.Delay(20, deadline.Token);
            }
        }
    }
}
