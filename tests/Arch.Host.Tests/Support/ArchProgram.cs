using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Arch.Host.Tests.Support;

/// <summary>The built program, running.</summary>
internal sealed partial class ArchProgram : IDisposable
{
    // artifacts/bin/Arch.Host.Tests/<configuration> is beside artifacts/bin/Arch.Host/<configuration>
    public static string Bin { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../.."));

    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private ArchProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ArchProgram Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Bin, "Arch.Host", Configuration, "arch"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ArchProgram(Process.Start(start)!);
    }

    /// <summary>Reads standard output until a line contains a text; a minute without it is a failure that tells what was said.</summary>
    /// <returns>The line.</returns>
    public async Task<string> WaitForLineAsync(string text)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (await ReadLineAsync(text, patience.Token) is { } line)
        {
            _lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended without saying '{text}':\n{string.Join('\n', _lines)}\n{await _errors}");
    }

    private async Task<string?> ReadLineAsync(string text, CancellationToken stop)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(stop);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not say '{text}' but:\n{string.Join('\n', _lines)}");
        }
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public void Signal(int number)
    {
        if (Kill(_process.Id, number) != 0)
        {
            throw new InvalidOperationException($"The signal {number} was not sent: errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Waits until something holds or the program has ended, a minute at most.</summary>
    public void WaitUntil(Func<bool> holds) =>
        SpinWait.SpinUntil(() => _process.WaitForExit(TimeSpan.FromMilliseconds(5)) || holds(), TimeSpan.FromMinutes(1));

    public bool KillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
        {
            return false;
        }

        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    public async Task<ArchResult> EndAsync()
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var before = string.Concat(_lines.Select(line => line + "\n"));
        return new ArchResult(_process.ExitCode, before + output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
