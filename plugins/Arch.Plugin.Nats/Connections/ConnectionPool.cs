using System.Runtime.Loader;
using Arch.Sdk;
using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>
/// Keeps connections for attempts with the same settings, and closes those that nobody used for a while. A connection that was
/// lost is never used again: the next attempt opens its own.
/// </summary>
internal sealed class ConnectionPool
{
    /// <summary>How long a connection that nobody uses stays open.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromMinutes(1);

    private const int MostConnections = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<Endpoint, PooledConnection> _connections = [];
    private bool _isClosed;

    /// <summary>Gets the pool of this plugin, which is emptied when the plugin is unloaded.</summary>
    public static ConnectionPool Shared { get; } = CreateShared();

    /// <summary>Gets how many connections are kept, used or not.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _connections.Count;
            }
        }
    }

    /// <exception cref="StepException">The server may not be reached, refuses, or cannot be reached.</exception>
    public async Task<ConnectionLease> LeaseAsync(Endpoint endpoint, PluginContext context, CancellationToken cancellationToken)
    {
        if (TryUse(endpoint) is { } kept)
        {
            try
            {
                // What was granted to whoever opened it may not be granted to this attempt.
                await context.Network.ResolveAsync(kept.Sockets.Peer.Host, kept.Sockets.Peer.Port, cancellationToken).ConfigureAwait(false);
                kept.Sockets.Network = context.Network;
                return new ConnectionLease(this, kept, context.Time);
            }
            catch
            {
                Release(kept, context.Time);
                throw;
            }
        }

#pragma warning disable CA2000 // The pool closes it when nobody uses it any more
        var opened = await OpenAsync(endpoint, context, cancellationToken).ConfigureAwait(false);
#pragma warning restore CA2000
        Keep(opened);
        return new ConnectionLease(this, opened, context.Time);
    }

    public void Release(PooledConnection connection, TimeProvider time)
    {
        lock (_lock)
        {
            if (--connection.Users > 0)
            {
                return;
            }

            if (!_isClosed && IsKept(connection) && !connection.Broken.IsCancellationRequested)
            {
                connection.IdleTimer?.Dispose();
                connection.IdleTimer = time.CreateTimer(_ => CloseIdle(connection), null, IdleLife, Timeout.InfiniteTimeSpan);
                return;
            }

            Forget(connection);
        }

        _ = connection.CloseAsync();
    }

    /// <summary>Closes all connections. Attempts that use one fail as if it had been lost.</summary>
    public async Task CloseAsync()
    {
        List<PooledConnection> open;
        lock (_lock)
        {
            _isClosed = true;
            open = [.. _connections.Values];
            _connections.Clear();
        }

        foreach (var connection in open)
        {
            connection.Break();
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    private static ConnectionPool CreateShared()
    {
        var pool = new ConnectionPool();
        if (AssemblyLoadContext.GetLoadContext(typeof(ConnectionPool).Assembly) is { IsCollectible: true } context)
        {
            // Sockets and timers hold on to the plugin's code: without this it would never go.
            context.Unloading += _ => Task.Run(pool.CloseAsync);
        }

        return pool;
    }

    private static async Task<PooledConnection> OpenAsync(Endpoint endpoint, PluginContext context, CancellationToken cancellationToken)
    {
        var sockets = new NetworkSocketFactory(endpoint, context.Network);
#pragma warning disable CA2000 // The pooled connection owns it; without one it is disposed below
        var client = new NatsConnection(new NatsOpts
        {
            Url = endpoint.Urls,
            Name = "arch",
            AuthOpts = endpoint.Credentials,
            SocketConnectionFactory = sockets,
            ConnectTimeout = TimeSpan.FromSeconds(30),

            // The deadline of the attempt decides; these only end what has none.
            RequestTimeout = TimeSpan.FromMinutes(15),
            CommandTimeout = TimeSpan.FromMinutes(15),
            MaxReconnectRetry = 1,
        });
#pragma warning restore CA2000
        try
        {
            await client.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new PooledConnection(endpoint, client, sockets);
        }
        catch (Exception e)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            if (e is NatsException && sockets.LastFailure is StepException refused)
            {
                throw refused;
            }

            throw;
        }
    }

    private PooledConnection? TryUse(Endpoint endpoint)
    {
        lock (_lock)
        {
            if (!_connections.TryGetValue(endpoint, out var connection) || connection.Client.ConnectionState != NatsConnectionState.Open)
            {
                return null;
            }

            connection.IdleTimer?.Dispose();
            connection.IdleTimer = null;
            connection.Users++;
            return connection;
        }
    }

    private void Keep(PooledConnection connection)
    {
        connection.Users = 1;
        connection.Client.ConnectionDisconnected += (_, _) =>
        {
            Lose(connection);
            return ValueTask.CompletedTask;
        };
        PooledConnection? evicted = null;
        lock (_lock)
        {
            // A second attempt may have opened one meanwhile: this one then closes when it is released.
            if (!_isClosed && !IsOpen(connection.Endpoint))
            {
                evicted = _connections.Count < MostConnections ? null : _connections.Values.FirstOrDefault(other => other.Users == 0);
                if (evicted is not null)
                {
                    Forget(evicted);
                }

                _connections[connection.Endpoint] = connection;
            }
        }

        if (evicted is not null)
        {
            _ = evicted.CloseAsync();
        }
    }

    private void Lose(PooledConnection connection)
    {
        bool isUsed;
        lock (_lock)
        {
            Forget(connection);
            isUsed = connection.Users > 0;
        }

        connection.Break();
        if (!isUsed)
        {
            _ = connection.CloseAsync();
        }
    }

    private void CloseIdle(PooledConnection connection)
    {
        lock (_lock)
        {
            if (connection.Users > 0)
            {
                return;
            }

            Forget(connection);
        }

        _ = connection.CloseAsync();
    }

    private bool IsOpen(Endpoint endpoint) =>
        _connections.TryGetValue(endpoint, out var other) && other.Client.ConnectionState == NatsConnectionState.Open;

    private bool IsKept(PooledConnection connection) =>
        _connections.TryGetValue(connection.Endpoint, out var kept) && ReferenceEquals(kept, connection);

    private void Forget(PooledConnection connection)
    {
        if (IsKept(connection))
        {
            _connections.Remove(connection.Endpoint);
        }
    }
}
