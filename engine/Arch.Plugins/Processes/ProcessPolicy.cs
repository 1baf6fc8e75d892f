using System.ComponentModel;
using System.Diagnostics;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugins.Processes;

/// <summary>Starts the programs that were granted, and none else. Immutable.</summary>
public sealed class ProcessPolicy : IProcessAccess
{
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG"];

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

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
        var path = Find(request.Program);
        cancellationToken.ThrowIfCancellationRequested();
        var tree = new ProcessTree();
        using var process = Start(request, path, _files.Resolve(request.Folder ?? ".", FileIntent.Read), tree);
        return await FollowAsync(process, tree, request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ProcessResult> FollowAsync(
        Process process, ProcessTree tree, ProcessRequest request, CancellationToken cancellationToken)
    {
        var output = new OutputReader(request, isError: false);
        var error = new OutputReader(request, isError: true);
        Task[] reading = [output.ReadAsync(process.StandardOutput.BaseStream), error.ReadAsync(process.StandardError.BaseStream)];
        var writing = WriteAsync(process, request.Input);
        var isWhole = false;
        try
        {
            await WaitAsync(process, reading, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Nothing outlives the program: what it left behind would hold its outputs open, and nobody would ever end it.
            await tree.EndAsync(process).ConfigureAwait(false);
            isWhole = await DrainAsync([.. reading, writing]).ConfigureAwait(false);
        }

        if (isWhole)
        {
            await Task.WhenAll(reading).ConfigureAwait(false);
        }

        var (outputText, isOutputTruncated) = output.Close(isWhole);
        var (errorText, isErrorTruncated) = error.Close(isWhole);
        return new ProcessResult
        {
            ExitCode = process.ExitCode,
            Output = outputText,
            Error = errorText,
            IsTruncated = isOutputTruncated || isErrorTruncated,
        };
    }

    private static async Task WaitAsync(Process process, Task[] reading, CancellationToken cancellationToken)
    {
        var exit = process.WaitForExitAsync(cancellationToken);
        List<Task> pending = [exit, .. reading];
        while (!exit.IsCompleted)
        {
            // A reader that fails reads no more, and the program would wait for ever at its full pipe.
            var ended = await Task.WhenAny(pending).ConfigureAwait(false);
            await ended.ConfigureAwait(false);
            pending.Remove(ended);
        }

        await exit.ConfigureAwait(false);
    }

    // Gives whether all came to their end: a program that escaped may hold the pipes open.
    private static async Task<bool> DrainAsync(IEnumerable<Task> tasks)
    {
        var all = Task.WhenAll(tasks);
        await Task.WhenAny(all, Task.Delay(DrainTime)).ConfigureAwait(false);
        _ = all.Exception; // that of a reader leaves with the attempt
        return all.IsCompleted;
    }

    // What is not granted is refused as that, whether it exists or not: nobody needs to know.
    private string Find(string program)
    {
        if (IsGranted(program, null))
        {
            return ProgramPath.Find(program);
        }

        string path;
        try
        {
            path = ProgramPath.Find(program);
        }
        catch (StepException e)
        {
            throw Refused(program, e);
        }

        return IsGranted(program, path) ? path : throw Refused(program, null);
    }

    private bool IsGranted(string program, string? path) =>
        _programSets.All(programs => programs.Any(granted => granted == "*" || granted == program || granted == path));

    private StepException Refused(string program, Exception? cause)
    {
        var allowed = string.Join(" and ", _programSets.Select(programs => programs.Count == 0 ? "none" : string.Join(", ", programs)));
        return new StepException(
            "ARCH4221",
            $"The program '{program}' may not be started: allowed is {allowed}. "
                + "Whoever runs this host grants it with 'process.allow' in its settings.",
            cause);
    }

    private static Process Start(ProcessRequest request, string path, string folder, ProcessTree tree)
    {
        if (!Directory.Exists(folder))
        {
            throw Unstartable(request, $"the folder '{request.Folder}' does not exist", null);
        }

        var start = new ProcessStartInfo(path, request.Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The host's own variables may hold its secrets.
        start.Environment.Clear();
        foreach (var name in Inherited.Where(name => Environment.GetEnvironmentVariable(name) is not null))
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        foreach (var (name, value) in request.Environment)
        {
            start.Environment[name] = IsVariable(name, value)
                ? value
                : throw Unstartable(request, $"its variable '{name.Replace("\0", "\\0", StringComparison.Ordinal)}' has no name, a '=' in it, or a NUL character", null);
        }

        start.Environment[ProcessTree.Variable] = tree.Mark;
        if (request.Arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw Unstartable(request, "an argument has a NUL character in it, which none can", null);
        }

        try
        {
            return Process.Start(start)!; // null only with a shell
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or ArgumentException)
        {
            throw Unstartable(request, e.Message.TrimEnd('.'), e);
        }
    }

    private static bool IsVariable(string name, string value) =>
        name.Length > 0 && !name.AsSpan().ContainsAny('=', '\0') && !value.Contains('\0', StringComparison.Ordinal);

    private static StepException Unstartable(ProcessRequest request, string reason, Exception? cause) =>
        new("ARCH4222", $"The program '{request.Program}' cannot be started: {reason}.", cause);

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
