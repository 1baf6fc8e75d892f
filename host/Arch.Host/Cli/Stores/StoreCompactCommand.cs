using System.CommandLine;
using System.Globalization;
using Arch.Host.Output;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary><c>arch store compact</c></summary>
internal static class StoreCompactCommand
{
    public static Command Create()
    {
        var events = CommonOptions.Duration("--events-older-than", "Remove events of the log that are older too, such as 30d.");
        var output = CommonOptions.Output();
        var command = new Command("compact", "Removes what nobody needs from the store, and gives free space back when no host uses it.") { events, output };
        command.SetAction((parsed, _) => CompactAsync(parsed.GetValue(events), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> CompactAsync(TimeSpan? eventsOlderThan, OutputFormat format)
    {
        using var signals = new StopSignals();
        var options = new CompactionOptions { EventsBefore = TimeProvider.System.GetUtcNow() - eventsOlderThan };
        var done = await StoreCompaction.RunAsync(ProjectFolders.Data(), options, new MaintenanceOutput(), signals.Asked);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("file", done.File);
                writer.WriteNumber("bytesBefore", done.BytesBefore);
                writer.WriteNumber("bytesAfter", done.BytesAfter);
                writer.WriteBoolean("rewritten", done.IsRewritten);
                writer.WriteStartObject("removed");
                foreach (var (what, count) in done.Removed)
                {
                    writer.WriteNumber(what, count);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }));
            return ExitCodes.Succeeded;
        }

        foreach (var (what, count) in done.Removed.Where(removed => removed.Value > 0))
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what} removed."));
        }

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done.File}: {done.BytesAfter:N0} bytes, {done.BytesFreed:N0} given back."));
        if (!done.IsRewritten)
        {
            await Console.Out.WriteLineAsync("A host uses the store, so free space stays in the file for what comes next.");
        }

        return ExitCodes.Succeeded;
    }
}
