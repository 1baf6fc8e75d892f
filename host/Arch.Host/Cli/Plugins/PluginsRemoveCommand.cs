using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Settings;
using Arch.Plugins.Packages;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins remove ID</c></summary>
internal static class PluginsRemoveCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The plugin's id, such as acme.mail." };
        var output = CommonOptions.Output();
        var command = new Command("remove", "Takes an installed plugin away, with its record.") { id, output };
        command.SetAction(parsed => Remove(parsed.GetRequiredValue(id), parsed.GetValue(output)));
        return command;
    }

    private static int Remove(string id, OutputFormat format)
    {
        var settings = SettingsReader.Read(Directory.GetCurrentDirectory());
        try
        {
            using var installation = PluginInstallation.Open(settings.PluginFolders[0], settings.PluginFolders.Skip(1));
            var removed = installation.Remove(id);
            Console.Out.WriteLine(format == OutputFormat.Text
                ? $"Removed {removed.Id} {removed.Version}."
                : JsonText.Of(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", removed.Id);
                    writer.WriteString("version", removed.Version);
                    writer.WriteEndObject();
                }));
            return ExitCodes.Succeeded;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("ARCH4411", $"The plugin '{id}' cannot be taken out of '{settings.PluginFolders[0]}': {e.Message}", e);
        }
    }
}
