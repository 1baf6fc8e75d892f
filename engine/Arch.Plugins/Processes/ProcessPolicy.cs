using System.ComponentModel;
using System.Diagnostics;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugins.Processes;

/// <summary>Starts the programs that were granted, and none else. Immutable.</summary>
public sealed class ProcessPolicy : IProcessAccess
{
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG"];

    private readonly IFileAccess _files;
    private readonly IReadOnlyList<IReadOnlyList<string>> _programSets;

    /// <summary>Creates a policy.</summary>
    /// <param name="files">Where programs may begin.</param>
    /// <param name="programSets">
    /// Each of these must name a program, by its name or its full path; <c>*</c> names all. What the settings grant, and what a
    /// plugin asked for.
    /// </param>
    public ProcessPolicy(IFileAccess files, params IReadOnlyList<IReadOnlyList<string>> programSets)
    {
        _files = files;
        _programSets = programSets;
    }

    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        Check(request.Program);
        cancellationToken.ThrowIfCancellationRequested();
        var process = Start(request, _files.Resolve(request.Folder ?? ".", FileIntent.Read));
        try
        {
            return await FollowAsync(process, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            process.Dispose();
        }
    }

    private static async Task<ProcessResult> FollowAsync(Process process, ProcessRequest request, CancellationToken cancellationToken)
    {
        var output = new OutputReader(request, isError: false);
        var error = new OutputReader(request, isError: true);
        var reading = Task.WhenAll(
            output.ReadAsync(process.StandardOutput.BaseStream), error.ReadAsync(process.StandardError.BaseStream), WriteAsync(process, request.Input));
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            // A program that it left behind may hold the pipes open: then its output ends with the attempt.
            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return new ProcessResult
        {
            ExitCode = process.ExitCode,
            Output = output.Text,
            Error = error.Text,
            IsTruncated = output.IsTruncated || error.IsTruncated,
        };
    }

    private void Check(string program)
    {
        if (!_programSets.All(programs => programs.Any(granted => granted == "*" || granted == program)))
        {
            var allowed = string.Join(" and ", _programSets.Select(programs => programs.Count == 0 ? "none" : string.Join(", ", programs)));
            throw new StepException(
                "ARCH4221",
                $"The program '{program}' may not be started: allowed is {allowed}. "
                    + "Whoever runs this host grants it with 'process.allow' in its settings.");
        }
    }

    private static Process Start(ProcessRequest request, string folder)
    {
        var start = new ProcessStartInfo(request.Program, request.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The host's own variables may hold its secrets.
        var inherited = Inherited.Select(name => (name, Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in request.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!; // null only with a shell
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or ArgumentException)
        {
            throw new StepException("ARCH4222", $"The program '{request.Program}' cannot be started: {e.Message}", e);
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading all of it: its own affair.
        }
    }
}
