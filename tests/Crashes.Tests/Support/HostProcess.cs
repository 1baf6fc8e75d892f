using System.Diagnostics;
using System.Globalization;

namespace Crashes.Tests.Support;

/// <summary>A host in a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    // Far longer than any host needs: one that hangs fails its test instead of holding it up for ever.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => _process.HasExited;

    public List<string> Lines { get; } = [];

    public static HostProcess Start(
        Scene scene,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? notes = null)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CrashHost.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"store={scene.Store}", $"notes={notes ?? scene.Notes}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A dump of each host that is killed would fill the disk.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("The host did not start."));
    }

    /// <summary>Waits until the host works, or has ended.</summary>
    public async Task<bool> IsReadyAsync() => await LineAsync(line => line == "ready") is not null;

    /// <summary>Waits for a line that the host says next.</summary>
    /// <returns>The line; <see langword="null"/> when the host ended without it.</returns>
    public async Task<string?> LineAsync(Func<string, bool> isIt)
    {
        while (await ReadLineAsync() is { } line)
        {
            if (isIt(line))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Lets it go on for a while; the fault is to come at any moment, so there is nothing to wait for.</summary>
    public static Task GoOnForAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    /// <summary>Ends the process by SIGKILL.</summary>
    /// <returns>Whether it was alive.</returns>
    public async Task<bool> KillAsync()
    {
        var wasAlive = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return wasAlive && _process.ExitCode == 128 + 9;
    }

    /// <summary>Sends it a signal, such as <c>STOP</c>, at which all its threads stand still.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        kill.ExitCode.ShouldBe(0);
        if (signal == "STOP")
        {
            await StandsStillAsync();
        }
    }

    // A thread that is on a processor stops a little after the signal; on a busy machine its files would still change meanwhile.
    private async Task StandsStillAsync()
    {
        var deadline = DateTime.UtcNow + s_patience;
        while (!Directory.EnumerateFiles($"/proc/{_process.Id}/task", "stat", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .All(file => File.ReadAllText(file) is var stat && stat[stat.LastIndexOf(')') + 2] is 'T'))
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, "the host did not stop");
            await Task.Yield();
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (await ReadLineAsync(patience.Token) is not null)
            {
            }

            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The host did not end in {s_patience}. It said: {string.Join('\n', Lines)}");
        }

        return _process.ExitCode;
    }

    /// <summary>Waits for its end, which must be a good one.</summary>
    public async Task ShouldFinishAsync() =>
        (await EndAsync()).ShouldBe(0, $"{string.Join('\n', Lines)}\n{await _errors}");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private Task<string?> ReadLineAsync() => ReadLineAsync(TestContext.Current.CancellationToken);

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is not null)
        {
            Lines.Add(line);
        }

        return line;
    }
}
