using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>A connection that several attempts may use at once. The pool's lock guards its counters.</summary>
internal sealed class PooledConnection : IDisposable
{
    private readonly CancellationTokenSource _broken = new();
    private int _isClosing;

    public PooledConnection(Endpoint endpoint, NatsConnection client, NetworkSocketFactory sockets)
    {
        Endpoint = endpoint;
        Client = client;
        Sockets = sockets;
        Broken = _broken.Token;
    }

    public Endpoint Endpoint { get; }

    public NatsConnection Client { get; }

    public NetworkSocketFactory Sockets { get; }

    /// <summary>Gets what is cancelled when the connection was lost: whoever waits for an answer would wait in vain.</summary>
    public CancellationToken Broken { get; }

    public int Users { get; set; }

    public ITimer? IdleTimer { get; set; }

    public void Break() => _broken.Cancel();

    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            IdleTimer?.Dispose();
            await Client.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _broken.Dispose();
}
