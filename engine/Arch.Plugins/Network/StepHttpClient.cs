using System.Net;

namespace Arch.Plugins.Network;

/// <summary>Makes the client that steps get as their way to the network.</summary>
public static class StepHttpClient
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Makes a client that follows no redirect, keeps no cookie, uses no proxy and has no time-out of its own: steps decide
    /// these for each request. Connections are renewed every 5 minutes, so that changes of DNS are seen.
    /// </summary>
    /// <returns>The client; one serves a whole host. Dispose it with the host.</returns>
    public static HttpClient Create()
    {
#pragma warning disable CA2000 // The client disposes it
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = ConnectionLife,
            UseCookies = false,
            UseProxy = false,
        };
#pragma warning restore CA2000
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
