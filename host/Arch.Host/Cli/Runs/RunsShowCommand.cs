using System.CommandLine;
using Arch.Engine.History;
using Arch.Engine.Journal;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Sdk;
using Arch.Storage.Sqlite;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs show ID</c></summary>
internal static class RunsShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The run." };
        var at = new Option<long?>("--at") { Description = "Show it as it was after this record of its journal.", HelpName = "record" };
        var output = CommonOptions.Output();
        var command = new Command("show", "Shows what a run did, step by step, and what it waits for.") { id, at, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(at), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string id, long? at, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.OpenForAsync(project, id);
        var run = await store.FindAsync(new RunId(id)) ?? throw ProjectStore.NoSuchRun(id);
        var records = await store.ReadAsync(run.RunId);
        var definitions = await DefinitionsAsync(store, project, run, records);
        if (definitions is null)
        {
            await WriteUnreadableAsync(run, format);
            return ExitCodes.Succeeded;
        }

        var view = RunViews.At(definitions, run.RunId, records, at);
        var warnings = RunHistory.Warnings(run.RunId, [.. records.TakeWhile(record => record.Sequence <= view.Sequence)]);
        var report = new RunViewReport(view.Sequence < records.Count ? AsItWas(run, view) : run, view, records.Count, warnings);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(report.Write));
        }
        else
        {
            await report.WriteTextAsync(Console.Out);
        }

        return ExitCodes.Succeeded;
    }

    // What keeps a run from being read is the reason for which it is parked, and that is told.
    private static async Task<RunDefinitions?> DefinitionsAsync(
        SqliteJournalStore store, Project project, RunSummary run, IReadOnlyList<JournalRecord> records)
    {
        try
        {
            return await RunReading.DefinitionsAsync(store, project, records);
        }
        catch (ArchException) when (run.Status == RunStatus.Parked)
        {
            return null;
        }
    }

    private static async Task WriteUnreadableAsync(RunSummary run, OutputFormat format)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer => RunReport.Write(writer, run, now, [])));
        }
        else
        {
            await RunReport.WriteTextAsync(Console.Out, run, now, []);
        }
    }

    private static RunSummary AsItWas(RunSummary run, RunView view) => run with
    {
        Definition = view.Definition,
        Status = view.Status,
        EndedAt = view.EndedAt,
        DueAt = null,
        Outputs = view.Outputs,
        Error = view.Error,
    };
}
