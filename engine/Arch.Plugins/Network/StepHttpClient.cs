using System.Net;
using Arch.Sdk;
using Arch.Sdk.Network;

namespace Arch.Plugins.Network;

/// <summary>Makes the client that steps get as their way to the web.</summary>
public static class StepHttpClient
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Makes a client that connects where a policy allows, follows no redirect, keeps no cookie, uses no proxy and has no
    /// time-out of its own: steps decide these for each request. Connections are renewed every 5 minutes, so that changes of
    /// DNS are seen.
    /// </summary>
    /// <param name="network">Where it may connect to; what it refuses leaves the client as the <see cref="StepException"/> of the policy.</param>
    /// <returns>The client; one serves all steps with the same grants. Dispose it with the host.</returns>
    public static HttpClient Create(INetworkAccess network)
    {
#pragma warning disable CA2000 // The client disposes it
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = async (connect, cancellationToken) => await network
                .ConnectAsync(connect.DnsEndPoint.Host, connect.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false),
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = ConnectionLife,
            UseCookies = false,
            UseProxy = false,
        };
        return new HttpClient(new Unwrapping(handler), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
    }

    /// <summary>Gives a refusal to connect as it is, without the wrapping of the HTTP client around it.</summary>
    private sealed class Unwrapping(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (e.InnerException is StepException { Retryable: false } refusal)
            {
                throw new StepException(refusal.Code, refusal.Message, e);
            }
        }
    }
}
