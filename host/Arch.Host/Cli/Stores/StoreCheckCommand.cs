using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Storage.Sqlite.Maintenance;

namespace Arch.Host.Cli.Stores;

/// <summary><c>arch store check [PATH]</c></summary>
internal static class StoreCheckCommand
{
    public static Command Create()
    {
        var path = new Argument<string?>("path") { Description = "The folder of a store, or the file of a backup; the store of the project unless given.", Arity = ArgumentArity.ZeroOrOne };
        var output = CommonOptions.Output();
        var command = new Command("check", "Checks the store, from its pages to each record; hosts may use it meanwhile.") { path, output };
        command.SetAction((parsed, _) => CheckAsync(parsed.GetValue(path), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> CheckAsync(string? path, OutputFormat format)
    {
        using var signals = new StopSignals();
        var check = await StoreCheck.RunAsync(path ?? ProjectFolders.Data(), new MaintenanceOutput(), signals.Asked);
        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                CheckText.Write(writer, check);
                writer.WriteEndObject();
            }));
        }
        else
        {
            await CheckText.WriteTextAsync(Console.Out, check);
        }

        return check.IsSound ? ExitCodes.Succeeded : ExitCodes.ProblemsFound;
    }
}
