using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>The right to use a connection until it is disposed.</summary>
internal sealed class ConnectionLease(ConnectionPool pool, PooledConnection connection, TimeProvider time) : IDisposable
{
    public NatsConnection Client => connection.Client;

    public CancellationToken Broken => connection.Broken;

    public void Dispose() => pool.Release(connection, time);
}
