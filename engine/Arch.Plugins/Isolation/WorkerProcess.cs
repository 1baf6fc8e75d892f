using System.Diagnostics;
using System.Globalization;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace Arch.Plugins.Isolation;

/// <summary>One process of a plugin, from its start to its end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptLines = 20;

    // What a .NET program needs to start; nothing else of the host's environment reaches the plugin.
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "TMPDIR", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64"];

    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly long _memoryLimit;
    private readonly Timer _memoryWatch;
    private readonly Lock _lock = new();
    private readonly Queue<string> _errors = new();
    private volatile string? _killedBecause;

    private WorkerProcess(Process process, long memoryLimit)
    {
        _process = process;
        _memoryLimit = memoryLimit;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        Rpc = WorkerPipe.Create(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        Rpc.SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false);
        Rpc.AddLocalRpcTarget(Calls, new JsonRpcTargetOptions { DisposeOnDisconnect = false });
        Rpc.StartListening();
        _memoryWatch = new Timer(_ => WatchMemory(), null, MemoryInterval, MemoryInterval);
    }

    public JsonRpc Rpc { get; }

    public WorkerCalls Calls { get; } = new();

    /// <summary>Gets the id of the process.</summary>
    public int Id => _process.Id;

    public bool HasEnded => _killedBecause is not null || _process.HasExited || Rpc.IsDisposed || Rpc.Completion.IsCompleted;

    /// <exception cref="PluginProblemException">ARCH4024: the process cannot be started.</exception>
    public static WorkerProcess Start(WorkerCommand command, string pluginId, long memoryLimit)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var inherited = Inherited.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited.Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }

        // Managed memory is refused by the runtime itself; the watch is for what native code takes.
        start.Environment["DOTNET_GCHeapHardLimit"] = memoryLimit.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        try
        {
            return new WorkerProcess(Process.Start(start)!, memoryLimit); // null only with a shell
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new PluginProblemException(
                "ARCH4024",
                $"The process of the plugin '{pluginId}' cannot be started: {e.Message}",
                "Look at the message, and at what the host's user may start.",
                e);
        }
    }

    /// <summary>Ends the process at once, with a reason for those whose calls end with it.</summary>
    public void Kill(string reason)
    {
        _killedBecause ??= reason;
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Says how the process ended, once its connection is gone.</summary>
    public async Task<string> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Kill("it closed its connection, but did not end");
        }

        string[] errors;
        lock (_lock)
        {
            errors = [.. _errors];
        }

        // The runtime says what happened in its first lines, such as "Stack overflow.", and then where.
        var said = string.Join(' ', errors.Where(line => line.Length > 0 && !IsTrace(line)).Take(2)).TrimEnd('.');
        return _killedBecause
            ?? string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {_process.ExitCode}")
                + (said.Length == 0 ? "" : $" and said: {(said.Length > 300 ? said[..300] + "…" : said)}");
    }

    public void Dispose()
    {
        _memoryWatch.Dispose();
        Kill("the host needs it no more");
        Rpc.Dispose();
        _process.Dispose();
    }

    private static bool IsTrace(string line) => line[0] is ' ' or '-' || line.StartsWith("Repeat", StringComparison.Ordinal);

    private void Remember(string? line)
    {
        lock (_lock)
        {
            if (line is not null && _errors.Count < KeptLines)
            {
                _errors.Enqueue(line);
            }
        }
    }

    private void WatchMemory()
    {
        try
        {
            _process.Refresh();
            if (_process.WorkingSet64 > _memoryLimit)
            {
                Kill($"it took more than its limit of {_memoryLimit / (1024 * 1024)} MiB of memory");
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
