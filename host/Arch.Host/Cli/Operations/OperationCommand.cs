using Arch.Engine.Runs;
using Arch.Host.Cli.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>Carries out operations on runs: says it durably, goes on with the runs that no living host owns, and reports.</summary>
internal static class OperationCommand
{
    /// <summary>Carries out an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="target">Which runs it is for.</param>
    /// <param name="isDetached">Whether the runs are left to other hosts.</param>
    /// <param name="format">How the result is said.</param>
    public static async Task<int> RunAsync(RunOperation operation, RunTarget target, bool isDetached, OutputFormat format)
    {
        using var signals = new StopSignals();
        using var project = Project.Open();
        return target.RunId is { } runId
            ? await RunOneAsync(project, operation, runId, isDetached, format, signals.Asked)
            : await RunManyAsync(project, operation, target.Filter, isDetached, format, signals.Asked);
    }

    private static async Task<int> RunOneAsync(
        Project project, RunOperation operation, RunId runId, bool isDetached, OutputFormat format, CancellationToken stop)
    {
        await CheckAsync(project, operation, runId);
        OperationResult result;
        IReadOnlyList<WaitingStep> waits;
        await using (var output = RunOutput.Create(format, isQuiet: isDetached))
        {
            await using var session = await RunSession.OpenAsync(project, project.Workflows(), output, Mode(isDetached));
            if (operation.Kind is not null)
            {
                output.SetMain(runId);
            }

            result = await new OneRunOperation(session, operation).RunAsync(runId, stop);
            waits = await RunReading.WaitsAsync(session.Store, project, result.Run);
        }

        await OperationReport.WriteAsync(operation, result, waits, isDetached, format);
        return ExitCode(operation, [result]);
    }

    private static async Task<int> RunManyAsync(
        Project project, RunOperation operation, RunFilter filter, bool isDetached, OutputFormat format, CancellationToken stop)
    {
        IReadOnlyList<OperationResult> results = [];
        if (Directory.Exists(project.Settings.DataFolder))
        {
            await using var output = RunOutput.Create(format, isQuiet: true);
            await using var session = await RunSession.OpenAsync(project, project.Workflows(), output, Mode(isDetached));
            results = await new ManyRunsOperation(session, operation).RunAsync(filter, stop);
        }

        await OperationReport.WriteAsync(operation, results, format);
        return ExitCode(operation, results);
    }

    private static SessionMode Mode(bool isDetached) => isDetached ? SessionMode.Detached : SessionMode.Durable;

    // Before a tree of steps is drawn, and before a data folder is made.
    private static async Task CheckAsync(Project project, RunOperation operation, RunId runId)
    {
        await using var store = await ProjectStore.OpenForAsync(project, runId.Value);
        var run = await store.FindAsync(runId) ?? throw ProjectStore.NoSuchRun(runId.Value);
        if (operation.Kind is not null && run.HasEnded)
        {
            throw new UsageException("ARCH6009", $"Run '{runId}' has ended ({StepText.Of(run.Status)}); there is nothing to go on with.");
        }
    }

    // As the runs end that this program went on with; that a run was cancelled is no failure when just that was wanted.
    private static int ExitCode(RunOperation operation, IReadOnlyList<OperationResult> results)
    {
        var codes = results.Where(result => result.IsOurs).Select(result => RunCommand.ExitCode(result.Run.Status)).ToHashSet();
        return codes.Contains(ExitCodes.RunFailed) ? ExitCodes.RunFailed
            : codes.Contains(ExitCodes.Cancelled) && operation.Kind != RunMessageKind.Cancel ? ExitCodes.Cancelled
            : ExitCodes.Succeeded;
    }
}
