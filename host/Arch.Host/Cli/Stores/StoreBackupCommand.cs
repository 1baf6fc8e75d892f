using System.CommandLine;
using System.Globalization;
using Arch.Host.Output;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary><c>arch store backup FILE</c></summary>
internal static class StoreBackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The file to make." };
        var output = CommonOptions.Output();
        var command = new Command("backup", "Makes a backup of the store and checks it; hosts may use the store meanwhile.") { file, output };
        command.SetAction((parsed, _) => BackupAsync(parsed.GetRequiredValue(file), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> BackupAsync(string file, OutputFormat format)
    {
        using var signals = new StopSignals();
        var backup = await StoreBackup.RunAsync(ProjectFolders.Data(), file, new MaintenanceOutput(), signals.Asked);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("bytes", backup.Bytes);
                CheckText.Write(writer, backup.Check);
                writer.WriteEndObject();
            }));
        }
        else
        {
            await CheckText.WriteTextAsync(Console.Out, backup.Check);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Backed up to {backup.File} ({backup.Bytes:N0} bytes)."));
        }

        return backup.Check.IsSound ? ExitCodes.Succeeded : ExitCodes.ProblemsFound;
    }
}
