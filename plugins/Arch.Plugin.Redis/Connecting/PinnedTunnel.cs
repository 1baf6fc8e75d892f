using System.Net;
using StackExchange.Redis.Configuration;

namespace Arch.Plugin.Redis.Connecting;

/// <summary>
/// Lets the library connect to the one address that was checked. It would follow servers that name others, such as those of a
/// cluster, and nobody granted these.
/// </summary>
internal sealed class PinnedTunnel(IPEndPoint allowed) : Tunnel
{
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Equals(allowed)
            ? ValueTask.FromResult<EndPoint?>(endpoint)
            : throw new IOException($"The address '{endpoint}' is not that of the server that the step was given.");

    public override string ToString() => $"only:{allowed}";
}
