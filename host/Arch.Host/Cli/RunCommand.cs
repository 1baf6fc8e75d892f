using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli;

/// <summary><c>arch run FILE</c></summary>
internal static class RunCommand
{
    private static readonly Value Manual = Value.From(ValueObject.Of(("kind", Value.From("manual"))));

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The workflow file." };
        var input = CommonOptions.Input();
        var inputFile = CommonOptions.InputFile();
        var output = CommonOptions.Output();
        var ephemeral = new Option<bool>("--ephemeral") { Description = "Keep the run in memory only: nothing is written, nothing survives a crash." };
        var follow = new Option<bool>("--follow") { Description = "Stay until the run has ended, even when it waits for long." };
        var command = new Command("run", "Runs a workflow, after going on with runs that a crash left unfinished.")
        {
            file, input, inputFile, output, ephemeral, follow,
        };
        command.SetAction((parsed, _) => RunAsync(new RunOptions(
            parsed.GetRequiredValue(file),
            parsed.GetValue(input) ?? [],
            parsed.GetValue(inputFile),
            parsed.GetValue(output),
            parsed.GetValue(ephemeral),
            parsed.GetValue(follow))));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        var definition = await CompileAsync(project, options.File);
        var inputs = RunInputs.Bind(definition, options.InputFile, options.Inputs);

        RunSummary run;
        IReadOnlyList<WaitingStep> waits;
        bool wentOnElsewhere;
        await using (var output = RunOutput.Create(options.Output))
        {
            var workflows = project.Workflows(Path.GetDirectoryName(Path.GetFullPath(options.File))!); // a file has a folder
            await using var session = await RunSession.OpenAsync(project, workflows, output, options.IsEphemeral ? SessionMode.Ephemeral : SessionMode.Durable);
            var recovered = options.IsEphemeral ? [] : await session.RecoverAsync();
            session.Engine.Start();
            var runId = await session.Engine.StartAsync(definition, inputs, Manual);
            output.SetMain(runId);
            run = await WaitAsync(session, runId, options.Follows, signals.Asked);
            if (!signals.Asked.IsCancellationRequested)
            {
                await session.WaitForAsync(recovered, signals.Asked);
            }

            await session.FinishAsync(signals.Asked);
            wentOnElsewhere = session.Runs.WentOnElsewhere(run);
            waits = options.IsEphemeral ? [] : await RunReading.WaitsAsync(session.Store, project, run);
        }

        if (wentOnElsewhere)
        {
            await Console.Error.WriteLineAsync($"Another host went on with the run; 'arch runs show {run.RunId}' tells all that it did.");
        }

        if (options.IsEphemeral && !run.HasEnded)
        {
            await Console.Error.WriteLineAsync("The run was kept in memory only, so it is gone. Leave out --ephemeral for runs that wait.");
        }

        var now = TimeProvider.System.GetUtcNow();
        if (options.Output == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => RunReport.Write(writer, run, now, waits)));
        }
        else
        {
            await RunReport.WriteTextAsync(Console.Out, run, now, waits);
        }

        return ExitCode(run.Status);
    }

    public static int ExitCode(RunStatus status) => status switch
    {
        RunStatus.Failed or RunStatus.Parked => ExitCodes.RunFailed,
        RunStatus.Cancelled => ExitCodes.Cancelled,
        _ => ExitCodes.Succeeded,
    };

    /// <summary>Compiles a file, and says what it warns of.</summary>
    /// <exception cref="UsageException">It has errors, which the message lists.</exception>
    public static async Task<WorkflowDefinition> CompileAsync(Project project, string file)
    {
        var compilation = project.Compile(file);
        if (compilation.Definition is null)
        {
            throw compilation is { HasErrors: false, NotExecutable.Count: 0 }
                ? new UsageException("ARCH6004", $"The file '{file}' holds no workflow.{(compilation.Tests.Count > 0 ? $" Run its tests with 'arch test {file}'." : "")}")
                : new UsageException([.. compilation.Diagnostics.Select(diagnostic => diagnostic.ToString())]);
        }

        foreach (var warning in compilation.Diagnostics)
        {
            await Console.Error.WriteLineAsync(warning.ToString());
        }

        return compilation.Definition;
    }

    private static async Task<RunSummary> WaitAsync(RunSession session, RunId runId, bool follows, CancellationToken stop)
    {
        try
        {
            return await session.WaitAsync(runId, follows, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Cancelling run {runId} ... (once more to leave it as it is)");
            await session.Engine.CancelAsync(runId, "It was cancelled from the command line.");
            return await session.WaitAsync(runId, follows: true, CancellationToken.None);
        }
    }

    private sealed record RunOptions(
        string File, IReadOnlyList<string> Inputs, string? InputFile, OutputFormat Output, bool IsEphemeral, bool Follows);
}
