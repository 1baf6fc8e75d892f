using System.CommandLine;
using System.Text.Json;
using Arch.Host.Output;
using Arch.Host.Packages;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Plugins.Packages;

namespace Arch.Host.Cli.Plugins;

/// <summary><c>arch plugins install FILE|FOLDER|URL|nuget:ID@VERSION</c></summary>
internal static class PluginsInstallCommand
{
    public static Command Create()
    {
        var from = new Argument<string>("from")
        {
            Description = "A zip or folder with the plugin's build output, the https address of a zip, or nuget:ID@VERSION.",
        };
        var sha256 = new Option<string?>("--sha256")
        {
            Description = "The SHA-256 that the whole plugin must have, as 'arch plugins install' prints it; any will do unless given.",
            HelpName = "hash",
        };
        sha256.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && (given.Length != 64 || !given.All(char.IsAsciiHexDigit)))
            {
                result.AddError($"'--sha256' must be 64 hexadecimal digits, but is '{given}'.");
            }
        });
        var source = new Option<string[]>("--source")
        {
            Description = "A NuGet source for nuget:ID@VERSION, an address or a folder; those of NuGet's own settings unless given. May be given many times.",
            HelpName = "source",
        };
        var output = CommonOptions.Output();
        var command = new Command("install", "Puts a plugin into the first plugin folder and records it; takes the place of another version.")
        {
            from, sha256, source, output,
        };
        command.SetAction((parsed, _) =>
            InstallAsync(parsed.GetRequiredValue(from), parsed.GetValue(sha256), parsed.GetValue(source) ?? [], parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> InstallAsync(string from, string? sha256, string[] sources, OutputFormat format)
    {
        using var signals = new StopSignals();
        var settings = SettingsReader.Read(Directory.GetCurrentDirectory());
        var source = PackageSources.Parse(from, sources, settings.ProjectFolder);
        try
        {
            using var installation = PluginInstallation.Open(settings.PluginFolders[0], settings.PluginFolders.Skip(1));
            var staged = await source.FetchAsync(installation.CreateStagingFolder(), PackageLimits.Default, signals.Asked);
            var result = installation.Install(staged, source.Name, sha256);
            Report(result, Path.Combine(settings.PluginFolders[0], result.Plugin.Folder), format);
            return ExitCodes.Succeeded;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("ARCH4411", $"The plugin cannot be put into '{settings.PluginFolders[0]}': {e.Message}", e);
        }
    }

    private static void Report(InstallResult result, string folder, OutputFormat format)
    {
        var plugin = result.Plugin;
        if (format == OutputFormat.Json)
        {
            Console.Out.WriteLine(JsonText.Of(writer => Write(writer, result, folder)));
            return;
        }

        var instead = result.Replaced is { } replaced ? $", in place of {replaced.Version}" : "";
        Console.Out.WriteLine($"Installed {plugin.Id} {plugin.Version}{instead}.");
        Console.Out.WriteLine($"  folder   {folder}");
        Console.Out.WriteLine($"  source   {plugin.Source}");
        Console.Out.WriteLine($"  SHA-256  {plugin.Sha256}");
    }

    private static void Write(Utf8JsonWriter writer, InstallResult result, string folder)
    {
        writer.WriteStartObject();
        writer.WriteString("id", result.Plugin.Id);
        writer.WriteString("version", result.Plugin.Version);
        writer.WriteString("replaced", result.Replaced?.Version);
        writer.WriteString("folder", folder);
        writer.WriteString("source", result.Plugin.Source);
        writer.WriteString("sha256", result.Plugin.Sha256);
        writer.WriteEndObject();
    }
}
