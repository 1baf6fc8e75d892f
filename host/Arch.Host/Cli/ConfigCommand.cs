using System.CommandLine;
using Arch.Host.Output;
using Arch.Host.Settings;

namespace Arch.Host.Cli;

/// <summary><c>arch config check|show</c></summary>
internal static class ConfigCommand
{
    public static Command Create(string[] args) =>
        new Command("config", "Checks and shows the settings of this project.").With(args, 1,
        [
            ("check", Check),
            ("show", Show),
        ]);

    private static Command Check()
    {
        var options = new SettingOptions();
        var command = new Command("check", "Says everything that is wrong with arch.yaml and the environment variables.");
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = SettingsReader.Read(Directory.GetCurrentDirectory(), options.Read(parsed));
            await Console.Out.WriteLineAsync(settings.File is null
                ? "There is no arch.yaml here or above; all settings have their defaults."
                : $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), settings.File)} is right.");
            return ExitCodes.Succeeded;
        });
        return command;
    }

    private static Command Show()
    {
        var (options, output) = (new SettingOptions(), CommonOptions.Output());
        var command = new Command("show", "Shows what each setting is, and where it is set.") { output };
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var settings = SettingsReader.Read(Directory.GetCurrentDirectory(), options.Read(parsed));
            await Console.Out.WriteAsync(parsed.GetValue(output) == OutputFormat.Json ? Json(settings) : Text(settings));
            return ExitCodes.Succeeded;
        });
        return command;
    }

    private static string Text(ArchSettings settings)
    {
        var rows = SettingKeys.All.Select(key => (Key: key, Value: settings.Values[key.Path])).ToList();
        var (names, values) = (rows.Max(row => row.Key.Shown.Length), rows.Max(row => Shown(row.Value).Length));
        return string.Concat(rows.Select(row =>
            $"{row.Key.Shown.PadRight(names)}  {Shown(row.Value).PadRight(values)}  {row.Value.Origin}\n"));
    }

    private static string Shown(SettingValue value) => value.Texts.Count == 0 ? "-" : string.Join(", ", value.Texts);

    private static string Json(ArchSettings settings) => JsonText.OfAll(SettingKeys.All, (writer, key) =>
    {
        var value = settings.Values[key.Path];
        writer.WriteStartObject();
        writer.WriteString("name", key.Shown);
        writer.WriteStartArray("values");
        foreach (var text in value.Texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
        writer.WriteString("origin", value.Origin);
        writer.WriteString("variable", key.Variable);
        writer.WriteString("summary", key.Summary);
        writer.WriteEndObject();
    }) + "\n";
}
