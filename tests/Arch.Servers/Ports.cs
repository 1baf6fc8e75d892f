using System.Net;
using System.Net.Sockets;

namespace Arch.Servers;

/// <summary>Finds ports of this machine that nobody listens on.</summary>
public static class Ports
{
    /// <summary>Gives a free port of the loopback address. Somebody else may take it before the caller does.</summary>
    /// <returns>The port.</returns>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
