using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Arch.Sdk;
using Arch.Sdk.Network;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>
/// Opens every connection of one client through the granted network: the first, those after a disconnect, and those to servers
/// that the cluster tells of.
/// </summary>
/// <remarks>
/// TLS is done here, on the granted stream, since the client can do it on sockets of its own alone. The server greets in plain text
/// before TLS begins; nothing of that is believed but whether TLS comes, and what must be encrypted never goes on without.
/// </remarks>
internal sealed class NetworkSocketFactory(Endpoint endpoint, INetworkAccess network) : INatsSocketConnectionFactory
{
    private readonly string[] _seedHosts = [.. endpoint.Urls.Split(',').Select(url => new Uri(url).Host)];

    /// <summary>Gets why the last attempt failed; the client itself tells only that it did.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Gets or sets the network of whoever used the client last.</summary>
    public INetworkAccess Network { get; set; } = network;

    /// <summary>Gets the host and port that the client is connected to.</summary>
    public (string Host, int Port) Peer { get; private set; }

    public async ValueTask<INatsSocketConnection> ConnectAsync(Uri uri, NatsOpts opts, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await Network.ConnectAsync(uri.Host, uri.Port, cancellationToken).ConfigureAwait(false);
            try
            {
                var connection = await GreetAsync(stream, uri, cancellationToken).ConfigureAwait(false);
                Peer = (uri.Host, uri.Port);
                return connection;
            }
            catch
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception e)
        {
            LastFailure = e;
            throw;
        }
    }

    private async Task<StreamConnection> GreetAsync(Stream stream, Uri uri, CancellationToken cancellationToken)
    {
        var greeting = await Greeting.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var mustEncrypt = uri.Scheme == "tls" || endpoint.Ca is not null;
        if (!mustEncrypt && !greeting.RequiresTls)
        {
            return new StreamConnection(stream, greeting.Bytes);
        }

        if (!greeting.OffersTls)
        {
            throw new StepException("nats_tls", $"The server '{uri.Host}:{uri.Port}' offers no TLS, but the url or tls_ca demands it.");
        }

        if (!greeting.IsAlone)
        {
            // What stands between the greeting and TLS was put there by somebody else.
            throw new StepException("nats_tls", $"The server '{uri.Host}:{uri.Port}' sent more than its greeting before TLS.");
        }

#pragma warning disable CA2000 // The connection owns it
        return new StreamConnection(await EncryptAsync(stream, uri, cancellationToken).ConfigureAwait(false), greeting.Bytes);
#pragma warning restore CA2000
    }

    private async Task<SslStream> EncryptAsync(Stream stream, Uri uri, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = TlsName(uri) };
            if (endpoint.Ca is { } ca)
            {
                options.CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                };
                options.CertificateChainPolicy.CustomTrustStore.AddRange(Endpoint.Authorities(ca));
            }

            await encrypted.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return encrypted;
        }
        catch (AuthenticationException e)
        {
            await encrypted.DisposeAsync().ConfigureAwait(false);
            throw new StepException("nats_tls", $"TLS with the server '{uri.Host}:{uri.Port}' failed: {e.Message.TrimEnd('.')}.", e);
        }
    }

    // Clusters tell of their servers by address; their certificates hold the name that the settings use.
    private string TlsName(Uri uri) =>
        IPAddress.TryParse(uri.Host, out _) && !_seedHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) ? _seedHosts[0] : uri.Host;
}
