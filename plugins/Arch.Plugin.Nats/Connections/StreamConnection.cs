using NATS.Client.Core;

namespace Arch.Plugin.Nats.Connections;

/// <summary>A granted stream as the client sees it; gives first what was read of it before.</summary>
internal sealed class StreamConnection(Stream stream, ReadOnlyMemory<byte> read) : INatsSocketConnection
{
    private ReadOnlyMemory<byte> _read = read;

    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> buffer)
    {
        await stream.WriteAsync(buffer).ConfigureAwait(false);
        return buffer.Length;
    }

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_read.IsEmpty)
        {
            return stream.ReadAsync(buffer);
        }

        var length = Math.Min(_read.Length, buffer.Length);
        _read[..length].CopyTo(buffer);
        _read = _read[length..];
        return ValueTask.FromResult(length);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
