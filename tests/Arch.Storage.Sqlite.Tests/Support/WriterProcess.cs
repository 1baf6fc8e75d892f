using System.Diagnostics;
using System.Globalization;

namespace Arch.Storage.Sqlite.Tests.Support;

/// <summary>A process that writes runs until it is killed, and the last sequence number it confirmed of each.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    public Dictionary<string, int> Confirmed { get; } = new(StringComparer.Ordinal);

    public static WriterProcess Start(string folder, string name)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CrashingWriter.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, folder, name])
        {
            RedirectStandardOutput = true,
        });
        return new WriterProcess(process ?? throw new InvalidOperationException("The writer did not start."));
    }

    /// <summary>Reads confirmations until there were so many, or the process has ended.</summary>
    public async Task ReadAsync(int confirmations)
    {
        for (var i = 0; i < confirmations; i++)
        {
            if (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is not { } line)
            {
                return;
            }

            var words = line.Split(' ');
            Confirmed[words[0]] = int.Parse(words[1], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Ends the process by SIGKILL and reads what it had confirmed before.</summary>
    public async Task KillAsync()
    {
        _process.HasExited.ShouldBeFalse("the writer must be writing when it is killed");
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ReadAsync(int.MaxValue);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
