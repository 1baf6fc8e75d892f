using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Host.Cli;
using Arch.Plugins.Network;
using Arch.Plugins.Policies;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Host.Settings;

/// <summary>Finds and reads <c>arch.yaml</c>. Environment variables win over it; what neither says has a default.</summary>
internal sealed class SettingsReader
{
    public const string FileName = "arch.yaml";

    private const string VariablePrefix = "ARCH__";

    private static readonly SettingKey[] Keys =
    [
        new("data", IsList: false),
        new("workflows", IsList: true),
        new("plugins", IsList: true),
        new("files/read", IsList: true),
        new("files/write", IsList: true),
        new("network/allow", IsList: true, "a destination"),
        new("process/allow", IsList: true, "a program"),
        new("secrets", IsList: false),
        new("connections", IsList: false, "a mapping"),
    ];

    private readonly Dictionary<string, IReadOnlyList<string>> _set = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private PluginPolicy _policy = PluginPolicy.Open;
    private IReadOnlyDictionary<string, ConnectionSettings> _connections = new Dictionary<string, ConnectionSettings>();

    /// <summary>Reads the settings that hold in a folder.</summary>
    /// <param name="workingFolder">Where to begin to look for the file; the folders above come next.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="UsageException">Something is wrong with the file or a variable; all of it is told.</exception>
    public static ArchSettings Read(string workingFolder)
    {
        var reader = new SettingsReader();
        var file = FindFile(workingFolder);
        if (file is not null)
        {
            reader.ReadFile(file, Path.GetRelativePath(workingFolder, file));
        }

        reader.ReadEnvironment();
        var settings = reader.Make(file is null ? workingFolder : Path.GetDirectoryName(file)!, file); // a file has a folder
        return reader._problems.Count > 0 ? throw new UsageException(reader._problems) : settings;
    }

    /// <summary>Gives the settings that hold in a folder where nothing is set.</summary>
    public static ArchSettings Defaults(string folder) => new SettingsReader().Make(folder, null);

    private static string? FindFile(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var file = Path.Combine(at, FileName);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private void ReadFile(string file, string shown)
    {
        var content = YamlContent.Read(SourceText.Decode(shown, File.ReadAllBytes(file)));
        _problems.AddRange(content.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        if (content.Value.TryGetObject(out var members))
        {
            ReadMembers(members, "", content);
        }
        else if (!content.Value.IsNullish)
        {
            Report(content.PlaceOf(""), "ARCH6003", "the settings must be a mapping of keys.", $"The keys are {KeyList("")}.");
        }
    }

    private void ReadMembers(ValueObject members, string prefix, YamlContent content)
    {
        foreach (var (name, value) in members)
        {
            var path = prefix + name;
            if (ReadSection(path, value, content))
            {
                continue;
            }

            var key = Array.Find(Keys, key => key.Path == path);
            if (key is not null)
            {
                Take(key, value, content.PlaceOf(path));
            }
            else if (!Array.Exists(Keys, candidate => candidate.Path.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                ReportUnknown(path, prefix, content.PlaceOf(path));
            }
            else if (value.TryGetObject(out var inner))
            {
                ReadMembers(inner, path + "/", content);
            }
            else if (!value.IsNullish)
            {
                Report(content.PlaceOf(path), "ARCH6003", $"'{name}' must be a mapping, but is {value}.", $"Its keys are {KeyList(path + "/")}.");
            }
        }
    }

    /// <summary>Takes the settings that are more than texts.</summary>
    private bool ReadSection(string path, Value value, YamlContent content)
    {
        if (!value.TryGetObject(out var members))
        {
            return false;
        }

        var section = new SettingsSection(members, path, content, _problems);
        switch (path)
        {
            case "plugins":
                section.Allow("folders", "allow");
                if (section.Texts("folders") is { } folders)
                {
                    _set["plugins"] = folders;
                }

                _policy = PluginRules.Read(section);
                return true;
            case "connections":
                _connections = ConnectionSettings.Read(section);
                return true;
            default:
                return false;
        }
    }

    private void Take(SettingKey key, Value value, SourcePlace place)
    {
        if (value.TryGetString(out var text) && text.Length > 0)
        {
            _set[key.Path] = [text];
        }
        else if (key.IsList && value.TryGetArray(out var items) && items.All(item => item.TryGetString(out var part) && part.Length > 0))
        {
            _set[key.Path] = [.. items.Select(item => item.ToString())];
        }
        else
        {
            var wanted = key.IsList ? $"{key.Noun} or a list of {key.Noun.Split(' ')[1]}s" : key.Noun;
            Report(place, "ARCH6003", $"'{key.Path.Replace('/', '.')}' must be {wanted}, but is {value}.", null);
        }
    }

    private void ReadEnvironment()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(VariablePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var key = Array.Find(Keys, key => key.Variable == name);
            if (key is null)
            {
                var closest = Suggestions.Closest(name, Keys.Select(key => key.Variable));
                var remedy = closest is null ? $"Known are {string.Join(", ", Keys.Select(key => key.Variable))}." : $"Did you mean {closest}?";
                _problems.Add($"ARCH6002 the environment variable {name} is no setting. {remedy}");
            }
            else if (variable.Value is string { Length: > 0 } text)
            {
                _set[key.Path] = key.IsList ? text.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : [text];
            }
        }
    }

    private ArchSettings Make(string folder, string? file) => new()
    {
        ProjectFolder = folder,
        File = file,
        DataFolder = Folders("data", folder, ".arch")[0],
        WorkflowFolders = Folders("workflows", folder, "workflows"),
        PluginFolders = [.. Folders("plugins", folder, "plugins"), .. ShippedPlugins.Folders],
        ReadRoots = Folders("files/read", folder, "."),
        WriteRoots = Folders("files/write", folder, "."),
        Network = [.. _set.GetValueOrDefault("network/allow", ["*"]).Select(Rule).OfType<NetworkRule>()],
        Programs = _set.GetValueOrDefault("process/allow", []),
        SecretFolder = Folders("secrets", folder, "secrets")[0],
        Policy = _policy,
        Connections = _connections,
    };

    private NetworkRule? Rule(string text)
    {
        if (NetworkRule.TryParse(text, out var rule))
        {
            return rule;
        }

        _problems.Add(
            $"ARCH6003 'network.allow' has the destination '{text}', which is none. Write a name, '*.example.com', an address, a range such as "
                + "'10.0.0.0/8', or '*' for all public addresses; ':443' behind it allows that port alone.");
        return null;
    }

    private string[] Folders(string path, string folder, string otherwise) =>
        [.. _set.GetValueOrDefault(path, [otherwise]).Select(part => Path.TrimEndingDirectorySeparator(Path.GetFullPath(part, folder)))];

    private void ReportUnknown(string path, string prefix, SourcePlace place)
    {
        var name = path[prefix.Length..];
        var closest = Suggestions.Closest(name, Names(prefix));
        Report(
            place,
            "ARCH6002",
            $"'{name}' is no setting.",
            closest is null ? $"The keys here are {KeyList(prefix)}." : $"Did you mean '{closest}'?");
    }

    private void Report(SourcePlace place, string code, string message, string? remedy) =>
        _problems.Add(new Diagnostic(code, DiagnosticSeverity.Error, place, message, remedy).ToString());

    private static string KeyList(string prefix) => string.Join(", ", Names(prefix).Select(name => $"'{name}'"));

    // Those that are more than texts are in the file alone.
    private static IEnumerable<string> Names(string prefix) => Keys
        .Where(key => key.Path.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => key.Path[prefix.Length..].Split('/')[0])
        .Distinct();

    private sealed record SettingKey(string Path, bool IsList, string Noun = "a folder")
    {
        public string Variable { get; } = VariablePrefix + Path.Replace("/", "__", StringComparison.Ordinal).ToUpperInvariant();
    }
}
