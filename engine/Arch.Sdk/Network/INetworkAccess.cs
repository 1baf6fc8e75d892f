using System.Net;

namespace Arch.Sdk.Network;

/// <summary>The way to the network for protocols other than HTTP: to the hosts that were granted, and to no others.</summary>
/// <remarks>
/// Names are resolved before the check and the connection goes to an address that was checked, so that a name that changes its
/// address between the two leads nowhere else.
/// </remarks>
public interface INetworkAccess
{
    /// <summary>Opens a TCP connection.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the attempt to connect.</param>
    /// <returns>The connection; dispose it.</returns>
    /// <exception cref="StepException">
    /// ARCH4211: the host may not be connected to. Or a code of <see cref="NetworkFailure"/>, which is retryable.
    /// </exception>
    Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken);

    /// <summary>Gives the addresses of a host that may be connected to, for libraries that open their sockets themselves.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">1 to 65,535.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>One address at least. Connect to one of these and not to the name, which may have another address by then.</returns>
    /// <exception cref="StepException">As with <see cref="ConnectAsync"/>.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken);
}
