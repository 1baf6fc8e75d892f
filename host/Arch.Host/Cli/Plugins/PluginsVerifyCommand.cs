using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Settings;
using Arch.Plugins.Packages;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins verify</c></summary>
internal static class PluginsVerifyCommand
{
    public static Command Create()
    {
        var output = CommonOptions.Output();
        var command = new Command("verify", "Compares the plugins of the first plugin folder with the record of their installation.") { output };
        command.SetAction(parsed => Verify(parsed.GetValue(output)));
        return command;
    }

    private static int Verify(OutputFormat format)
    {
        var root = SettingsReader.Read(Directory.GetCurrentDirectory()).PluginFolders[0];
        try
        {
            var plugins = PluginInstallation.Recorded(root);
            var changes = PluginInstallation.Verify(root);
            if (format == OutputFormat.Json)
            {
                Console.Out.WriteLine(Json(plugins, changes));
            }
            else
            {
                WriteText(plugins, changes);
            }

            return changes.Count == 0 ? ExitCodes.Succeeded : ExitCodes.ProblemsFound;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("ARCH4411", $"The plugins of '{root}' cannot be read: {e.Message}", e);
        }
    }

    private static void WriteText(IReadOnlyList<InstalledPlugin> plugins, IReadOnlyList<PluginChange> changes)
    {
        foreach (var plugin in plugins)
        {
            var state = changes.Any(change => change.Id == plugin.Id) ? "differs from the record" : "as recorded";
            Console.Out.WriteLine($"{plugin.Id} {plugin.Version}: {state}");
            foreach (var change in changes.Where(change => change.Id == plugin.Id))
            {
                Console.Out.WriteLine($"  {Word(change.Kind)} {change.Path ?? "the whole plugin"}");
            }
        }

        foreach (var change in changes.Where(change => plugins.All(plugin => plugin.Id != change.Id)))
        {
            Console.Out.WriteLine($"{change.Id}: not installed by 'arch plugins install', so there is no record of it");
        }

        if (plugins.Count == 0 && changes.Count == 0)
        {
            Console.Out.WriteLine("No plugin is installed.");
        }
    }

    private static string Json(IReadOnlyList<InstalledPlugin> plugins, IReadOnlyList<PluginChange> changes) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("sound", changes.Count == 0);
        writer.WriteStartArray("plugins");
        foreach (var plugin in plugins)
        {
            writer.WriteStartObject();
            writer.WriteString("id", plugin.Id);
            writer.WriteString("version", plugin.Version);
            writer.WriteString("sha256", plugin.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("id", change.Id);
            writer.WriteString("kind", Word(change.Kind));
            writer.WriteString("path", change.Path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Word(PluginChangeKind kind) => kind switch
    {
        PluginChangeKind.Changed => "changed",
        PluginChangeKind.Added => "added",
        _ => "removed",
    };
}
