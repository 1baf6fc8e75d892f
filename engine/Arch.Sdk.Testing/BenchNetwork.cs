using System.Net;
using Arch.Sdk.Network;

namespace Arch.Sdk.Testing;

/// <summary>Answers connections in place of a network.</summary>
public sealed class BenchNetwork : INetworkAccess
{
    private readonly List<DnsEndPoint> _connections = [];

    /// <summary>Gets or sets what gives the stream of a connection to a host and port.</summary>
    /// <value><see langword="null"/> unless set: then every connection is refused.</value>
    public Func<string, int, CancellationToken, Task<Stream>>? Connect { get; set; }

    /// <summary>Gets or sets what gives the addresses of a host, for libraries that open their sockets themselves.</summary>
    /// <value><see langword="null"/> unless set: then every name is refused.</value>
    public Func<string, int, CancellationToken, Task<IReadOnlyList<IPAddress>>>? Resolve { get; set; }

    /// <summary>Gets the hosts and ports that were asked for, oldest first.</summary>
    public IReadOnlyList<DnsEndPoint> Connections
    {
        get
        {
            lock (_connections)
            {
                return [.. _connections];
            }
        }
    }

    /// <inheritdoc/>
    public Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        Record(host, port);
        return Connect is { } connect ? connect(host, port, cancellationToken) : throw Refused(host, port, nameof(Connect));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        Record(host, port);
        return Resolve is { } resolve ? resolve(host, port, cancellationToken) : throw Refused(host, port, nameof(Resolve));
    }

    private void Record(string host, int port)
    {
        lock (_connections)
        {
            _connections.Add(new DnsEndPoint(host, port));
        }
    }

    private static StepException Refused(string host, int port, string member) =>
        new("ARCH4211", $"The test lets nobody connect to '{host}:{port}': set Network.{member} of the bench.");
}
