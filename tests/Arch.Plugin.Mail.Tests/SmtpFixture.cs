using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Arch.Plugin.Mail.Tests;

/// <summary>
/// A real SMTP server: one port with STARTTLS, one encrypted from the first byte. Refuses recipients named <c>nobody</c>, and
/// answers messages with a subject <c>status 451</c> by that status.
/// </summary>
public sealed class SmtpFixture : IAsyncLifetime, IMessageStore, IMailboxFilter, IUserAuthenticator
{
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<MimeMessage> _received = new();
    private readonly X509Certificate2 _certificate = TestCertificate.Create("localhost");
    private Task _running = Task.CompletedTask;

    public int Port { get; } = FreePort();

    public int ImplicitPort { get; } = FreePort();

    public string Ca => _certificate.ExportCertificatePem();

    public ValueTask InitializeAsync()
    {
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication().Certificate(_certificate))
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, ImplicitPort)).IsSecure(true).Certificate(_certificate))
            .Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)this);
        services.Add((IMailboxFilter)this);
        services.Add((IUserAuthenticator)this);
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_ending.Token);
        return ValueTask.CompletedTask;
    }

    public MimeMessage Find(string messageId) => _received.Last(message => message.MessageId == messageId);

    public int Count(string messageId) => _received.Count(message => message.MessageId == messageId);

    public async Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        var message = await MimeMessage.LoadAsync(stream, cancellationToken);
        if (message.Subject?.StartsWith("status ", StringComparison.Ordinal) == true)
        {
            return new SmtpResponse((SmtpReplyCode)int.Parse(message.Subject[7..], null), "not today");
        }

        _received.Enqueue(message);
        return SmtpResponse.Ok;
    }

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
        Task.FromResult(to.User != "nobody");

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(user == "robot" && password == "s3cret-word");

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        _certificate.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
