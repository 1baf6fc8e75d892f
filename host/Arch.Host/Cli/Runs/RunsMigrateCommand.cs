using System.CommandLine;
using Arch.Engine.Runs;
using Arch.Host.Cli.Operations;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs migrate</c></summary>
internal static class RunsMigrateCommand
{
    public static Command Create()
    {
        var id = RunTargetOptions.Id();
        var to = new Option<string?>("--to") { Description = "The workflow file with the new version; the one in the workflow folders unless given.", HelpName = "file" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say which runs can be moved, and why others cannot." };
        var (by, detach, output) = (CommonOptions.By(), CommonOptions.Detach(), CommonOptions.Output());
        var command = new Command("migrate", "Lets waiting runs go on with a new version of their workflow, when what they have done so far fits it.") { id };
        var target = new RunTargetOptions(command);
        command.Add(to);
        command.Add(dryRun);
        command.Add(by);
        command.Add(detach);
        command.Add(output);
        command.SetAction((parsed, _) => RunAsync(
            target.Read(parsed, parsed.GetValue(id)),
            parsed.GetValue(to),
            parsed.GetValue(dryRun),
            parsed.GetRequiredValue(by),
            parsed.GetValue(detach),
            parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RunAsync(RunTarget target, string? file, bool isDryRun, string by, bool isDetached, OutputFormat format)
    {
        var versions = new NewVersions(file is null ? null : await CompileAsync(file));
        var operation = Operation(versions, by);
        return isDryRun
            ? await MigrationPreview.RunAsync(target, versions, operation.Statuses, format)
            : await OperationCommand.RunAsync(operation, target, isDetached, format);
    }

    private static async Task<WorkflowDefinition> CompileAsync(string file)
    {
        using var project = Project.Open();
        return await RunCommand.CompileAsync(project, file);
    }

    private static RunOperation Operation(NewVersions versions, string by) =>
        RunOperation.Saying(
            "The wish to go on with a new version",
            RunMessageKind.Migrate,
            (session, run) => session.Engine.MigrateAsync(run.RunId, versions.For(session, run.Workflow), by)) with
        {
            Statuses = [RunStatus.Waiting, RunStatus.Paused, RunStatus.Running],

            // A run that went on meanwhile may not fit any more; then it has stayed as it was, and the same call says why.
            ConfirmAsync = (session, run) => run.HasEnded || run.Definition == versions.For(session, run.Workflow).Id
                ? Task.CompletedTask
                : session.Engine.MigrateAsync(run.RunId, versions.For(session, run.Workflow), by),
        };
}
