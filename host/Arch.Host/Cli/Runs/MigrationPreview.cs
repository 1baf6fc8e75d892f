using System.Text.Json;
using Arch.Engine.Migration;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Sdk;

namespace Arch.Host.Cli.Runs;

/// <summary>Says which runs can go on with a new version of their workflow, without changing anything.</summary>
internal static class MigrationPreview
{
    public static async Task<int> RunAsync(RunTarget target, NewVersions versions, IReadOnlyList<RunStatus> statuses, OutputFormat format)
    {
        using var project = Project.Open();
        var plans = new List<(RunSummary Run, MigrationPlan? Plan, ArchException? Trouble)>();
        if (target.RunId is not null || Directory.Exists(project.Settings.DataFolder))
        {
            await using var output = RunOutput.Create(format, isQuiet: true);
            await using var session = await RunSession.OpenAsync(project, project.Workflows(), output, SessionMode.Detached);
            await foreach (var run in RunsAsync(session, target, statuses))
            {
                plans.Add(await PlanAsync(session, run, versions));
            }
        }

        await WriteAsync(plans, format);
        return ExitCodes.Succeeded;
    }

    private static async IAsyncEnumerable<RunSummary> RunsAsync(RunSession session, RunTarget target, IReadOnlyList<RunStatus> statuses)
    {
        if (target.RunId is { } only)
        {
            yield return await session.Store.FindAsync(only) ?? throw ProjectStore.NoSuchRun(only.Value);
            yield break;
        }

        await foreach (var page in RunPages.ListAsync(session.Index, target.Filter, statuses))
        {
            foreach (var run in page)
            {
                yield return run;
            }
        }
    }

    private static async Task<(RunSummary Run, MigrationPlan? Plan, ArchException? Trouble)> PlanAsync(RunSession session, RunSummary run, NewVersions versions)
    {
        try
        {
            return (run, await session.Engine.PlanMigrationAsync(run.RunId, versions.For(session, run.Workflow)), null);
        }
        catch (ArchException e) when (e is not Engine.Ports.JournalStoreException)
        {
            return (run, null, e);
        }
    }

    private static async Task WriteAsync(List<(RunSummary Run, MigrationPlan? Plan, ArchException? Trouble)> plans, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(plans, (writer, item) => Write(writer, item.Run, item.Plan, item.Trouble)));
            return;
        }

        if (plans.Count == 0)
        {
            await Console.Error.WriteLineAsync("No runs.");
            return;
        }

        await WriteLineAsync("can go on with the new version", plans.Count(item => item.Plan is { IsSafe: true, IsDone: false }));
        await WriteLineAsync("already on the new version", plans.Count(item => item.Plan is { IsDone: true }));
        await WriteLineAsync("cannot be moved", plans.Count(item => item.Plan is not { IsSafe: true }));
        foreach (var (run, plan, trouble) in plans.Where(item => item.Plan is not { IsSafe: true }))
        {
            await Console.Out.WriteLineAsync($"\n{run.RunId}  {run.Workflow}");
            foreach (var problem in plan?.Problems.Select(problem => problem.ToString()) ?? [$"{trouble!.Code} {trouble.Message}"]) // one of the two is there
            {
                await Console.Out.WriteLineAsync("  " + problem);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, RunSummary run, MigrationPlan? plan, ArchException? trouble)
    {
        writer.WriteStartObject();
        writer.WriteString("runId", run.RunId.Value);
        writer.WriteString("workflow", run.Workflow);
        writer.WriteString("from", run.Definition.Value);
        writer.WriteString("to", plan?.To.Value);
        writer.WriteBoolean("done", plan is { IsDone: true });
        writer.WriteBoolean("safe", plan is { IsSafe: true });
        writer.WriteStartArray("problems");
        foreach (var problem in plan?.Problems ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("step", problem.StepPath);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        if (trouble is not null)
        {
            writer.WriteStartObject();
            writer.WriteNull("step");
            writer.WriteString("message", $"{trouble.Code} {trouble.Message}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task WriteLineAsync(string what, int count)
    {
        if (count > 0)
        {
            await Console.Out.WriteLineAsync($"{RunCount.Of(count)} {what}");
        }
    }
}
