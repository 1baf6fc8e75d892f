using System.Diagnostics;

namespace Benchmarks;

/// <summary>Runs a program whose success is all that is wanted of it.</summary>
internal static class ChildProcess
{
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; what it wrote is told.</exception>
    public static async Task RunAsync(string folder, string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");
        var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'{string.Join(' ', command)}' ended with {process.ExitCode}:\n{string.Concat(written)}");
        }
    }
}
