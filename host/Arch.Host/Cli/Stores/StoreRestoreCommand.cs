using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary><c>arch store restore FILE</c></summary>
internal static class StoreRestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The backup; it stays as it is." };
        var force = new Option<bool>("--even-if-damaged") { Description = "Restore the backup although checking it finds problems." };
        var output = CommonOptions.Output();
        var command = new Command("restore", "Puts a backup in the place of the store, which no host may use; what was there is kept aside.") { file, force, output };
        command.SetAction((parsed, _) => RestoreAsync(parsed.GetRequiredValue(file), parsed.GetValue(force), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> RestoreAsync(string file, bool evenIfDamaged, OutputFormat format)
    {
        using var signals = new StopSignals();
        var restored = await StoreRestore.RunAsync(
            file, ProjectFolders.Data(), evenIfDamaged, progress: new MaintenanceOutput(), cancellationToken: signals.Asked);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("restored", restored.File);
                writer.WriteString("keptAside", restored.KeptAside);
                CheckText.Write(writer, restored.Check);
                writer.WriteEndObject();
            }));
            return ExitCodes.Succeeded;
        }

        await CheckText.WriteTextAsync(Console.Out, restored.Check);
        await Console.Out.WriteLineAsync($"Restored {restored.File}. Unfinished runs go on with 'arch runs resume'.");
        if (restored.KeptAside is { } aside)
        {
            await Console.Out.WriteLineAsync($"What was there before is kept as {aside}.");
        }

        return ExitCodes.Succeeded;
    }
}
