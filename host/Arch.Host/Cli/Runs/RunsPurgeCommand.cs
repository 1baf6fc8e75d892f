using System.CommandLine;
using Arch.Engine.Ports;
using Arch.Host.Cli.Operations;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Storage.Sqlite;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs purge</c></summary>
internal static class RunsPurgeCommand
{
    public static Command Create()
    {
        var olderThan = CommonOptions.Duration("--older-than", "Only runs that ended longer ago, such as 30d.");
        var keep = new Option<int>("--keep") { Description = "Keep so many of each workflow, the newest.", HelpName = "count" };
        var workflow = new Option<string?>("--workflow") { Description = "Only runs of this workflow.", HelpName = "namespace.id" };
        var all = new Option<bool>("--all") { Description = "All ended runs, when nothing else says which." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell how many runs would be removed." };
        var output = CommonOptions.Output();
        keep.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given and < 0)
            {
                result.AddError($"'--keep' must be 0 or more, but is {given}.");
            }
        });
        var command = new Command("purge", "Removes ended runs with all that belongs to them; unfinished runs always stay.") { olderThan, keep, workflow, all, dryRun, output };
        command.SetAction((parsed, _) =>
        {
            var query = new PurgeQuery
            {
                EndedBefore = TimeProvider.System.GetUtcNow() - parsed.GetValue(olderThan),
                KeepNewest = parsed.GetValue(keep),
                Workflow = parsed.GetValue(workflow),
            };
            return query is { EndedBefore: null, KeepNewest: 0, Workflow: null } && !parsed.GetValue(all)
                ? throw new UsageException("ARCH6011", "It is not said which runs are meant. Give --older-than, --keep, --workflow or --all.")
                : PurgeAsync(query, parsed.GetValue(dryRun), parsed.GetValue(output));
        });
        return command;
    }

    private static async Task<int> PurgeAsync(PurgeQuery query, bool isDryRun, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.FindAsync(project);
        var runs = store is null ? 0 : isDryRun ? await store.CountPurgeableAsync(query) : await PurgeAsync(store, query);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("runs", runs);
                writer.WriteBoolean("dryRun", isDryRun);
                writer.WriteEndObject();
            }));
            return ExitCodes.Succeeded;
        }

        var count = RunCount.Of(runs);
        await Console.Out.WriteLineAsync(isDryRun ? $"{count} would be removed." : $"{count} removed.");
        return ExitCodes.Succeeded;
    }

    private static async Task<long> PurgeAsync(SqliteJournalStore store, PurgeQuery query)
    {
        using var signals = new StopSignals();
        var progress = new BulkProgress();
        var removed = 0L;
        while (!signals.Asked.IsCancellationRequested && await store.PurgeAsync(query) is > 0 and var more)
        {
            removed += more;
            progress.Report(removed);
        }

        return removed;
    }
}
