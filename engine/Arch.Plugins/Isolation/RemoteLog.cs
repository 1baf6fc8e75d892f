using Arch.Plugins.Isolation.Protocol;
using Arch.Sdk;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>The log of a call in a worker, written by its host.</summary>
internal sealed class RemoteLog(JsonRpc host, long call) : IPluginLog
{
    private int _isUsed;

    public void Write(PluginLogLevel level, string message)
    {
        Volatile.Write(ref _isUsed, 1);
        _ = host.NotifyAsync(nameof(IWorkerHost.Log), call, level, message);
    }

    public void Progress(double fraction, string? message)
    {
        Volatile.Write(ref _isUsed, 1);
        _ = host.NotifyAsync(nameof(IWorkerHost.Progress), call, fraction, message);
    }

    /// <summary>Waits until the host has written all of it, so that no line comes after the end of its attempt.</summary>
    public Task FlushAsync() => Volatile.Read(ref _isUsed) == 0 ? Task.CompletedTask : host.InvokeAsync(nameof(IWorkerHost.Flush));
}
