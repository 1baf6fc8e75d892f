using System.Diagnostics;
using System.Text;

namespace Arch.Servers;

/// <summary>A server as a process of its own, with its data in a temporary folder. Both are gone when it is disposed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process, string folder)
    {
        _process = process;
        Folder = folder;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Gets the folder of its data.</summary>
    public string Folder { get; }

    /// <summary>Gets its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Makes a folder for a server's data.</summary>
    /// <param name="name">What it begins with.</param>
    /// <returns>The full path.</returns>
    public static string CreateFolder(string name) => Directory.CreateTempSubdirectory($"arch-{name}-").FullName;

    /// <summary>Starts a server and waits until it answers. When it does not, it is ended and its output is in the message.</summary>
    /// <param name="folder">The folder of its data, deleted in the end.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="answers">Looks whether it answers; what it throws counts as no.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The server.</returns>
    public static async Task<ServerProcess> StartAsync(
        string folder, string program, IEnumerable<string> arguments, Func<Task> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var process = new Process { StartInfo = StartInfo(folder, program, arguments) };
        var server = new ServerProcess(process, folder);
        try
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await Wait.UntilAsync(() => server.IsReadyAsync(answers), $"'{program}' answers", cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"'{program}' could not be started: {e.Message}\n{server.Output()}", e);
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with it.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(
        string folder, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(folder, program, arguments))!; // it is not given to a shell
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{program}' failed: {await output.ConfigureAwait(false)}{errors}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
                using var timeout = new CancellationTokenSource(StopTimeout);
                await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            }
        }
        catch (InvalidOperationException)
        {
            // It was never started.
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static ProcessStartInfo StartInfo(string folder, string program, IEnumerable<string> arguments) =>
        new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private async Task<bool> IsReadyAsync(Func<Task> answers)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"It ended with code {_process.ExitCode}.");
        }

        try
        {
            await answers().ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever goes wrong while a server starts only means that it is not ready
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }
}
