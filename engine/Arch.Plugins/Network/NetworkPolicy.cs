using System.Net;
using System.Net.Sockets;
using Arch.Sdk;
using Arch.Sdk.Network;

namespace Arch.Plugins.Network;

/// <summary>Holds steps to the destinations that were granted. Immutable.</summary>
/// <remarks>
/// A name is resolved here and the connection goes to an address that was checked: a name that has another address a moment later
/// (DNS rebinding) leads nowhere else.
/// </remarks>
public sealed class NetworkPolicy : INetworkAccess
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<IReadOnlyList<NetworkRule>> _ruleSets;

    /// <summary>Creates a policy.</summary>
    /// <param name="ruleSets">Each of these must allow a destination: what the settings grant, and what a plugin asked for.</param>
    public NetworkPolicy(params IReadOnlyList<IReadOnlyList<NetworkRule>> ruleSets) => _ruleSets = ruleSets;

    /// <summary>Gets the policy that allows nothing.</summary>
    public static NetworkPolicy Nothing { get; } = new([[]]);

    /// <inheritdoc/>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(host, port, cancellationToken).ConfigureAwait(false);
#pragma warning disable CA2000 // The stream that is returned owns it; without one it is disposed below
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            using var timeout = new CancellationTokenSource(ConnectTimeout);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            await socket.ConnectAsync([.. addresses], port, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            var reason = e is SocketException ? e.Message : $"no answer within {ConnectTimeout.TotalSeconds:0} s";
            throw new StepException(NetworkFailure.Unreachable, $"No connection to '{host}', port {port}: {reason}.", e) { Retryable = true };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var name = NetworkRule.NormalName(host);
        CheckName(host, name, port);
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(name.Trim('[', ']'), out var address)
                ? [address]
                : await Dns.GetHostAddressesAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new StepException(NetworkFailure.UnknownHost, $"The host '{host}' has no address: {e.Message}.", e) { Retryable = true };
        }

        // One address that is not allowed among others is left out; that of a name that only leads where nobody may go is an error.
        IPAddress[] allowed = [.. addresses.Where(address => Allows(name, AddressRanges.Plain(address), port))];
        return allowed.Length > 0
            ? allowed
            : throw Refused(host, port, Seen(name, addresses));
    }

    // Nothing is gained by saying that 10.0.0.1 is 10.0.0.1; that 0x0a.1 is, is worth knowing.
    private static string Seen(string name, IPAddress[] addresses) =>
        addresses is [] || (addresses is [var only] && only.ToString() == name.Trim('[', ']'))
            ? ""
            : $" (that is {string.Join(", ", addresses.Select(address => address.ToString()))})";

    private void CheckName(string host, string name, int port)
    {
        // Names that no rule can allow are not even looked up: a look-up tells the name's owner that somebody asked.
        if (port is < 1 or > 65535 || !_ruleSets.All(rules => rules.Any(rule => rule.MayAllow(name, port))))
        {
            throw Refused(host, port, "");
        }
    }

    private bool Allows(string name, IPAddress address, int port) =>
        _ruleSets.All(rules => rules.Any(rule => rule.Allows(name, address, port)));

    private StepException Refused(string host, int port, string seen)
    {
        var allowed = string.Join(" and ", _ruleSets.Select(rules =>
            rules.Count == 0 ? "nothing" : string.Join(", ", rules.Select(rule => rule.ToString() == "*" ? "all public addresses" : $"'{rule}'"))));
        return new StepException(
            "ARCH4211",
            $"The host '{host}'{seen}, port {port}, may not be connected to: allowed is {allowed}. "
                + "Whoever runs this host grants more with 'network.allow' in its settings.");
    }
}
