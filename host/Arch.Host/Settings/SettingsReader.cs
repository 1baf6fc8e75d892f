using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Host.Cli;
using Arch.Plugins.Network;
using Arch.Plugins.Policies;
using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Durations;
using Arch.Workflows.Reading;

namespace Arch.Host.Settings;

/// <summary>
/// Finds and reads <c>arch.yaml</c>. Its profile wins over the rest of it, environment variables over that, and the command line over
/// all; what none says has a default.
/// </summary>
internal sealed class SettingsReader
{
    public const string FileName = "arch.yaml";

    private const string Profiles = "profiles";

    private readonly Dictionary<string, SettingValue> _set = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private PluginPolicy _policy = PluginPolicy.Open;
    private IReadOnlyDictionary<string, ConnectionSettings> _connections = new Dictionary<string, ConnectionSettings>();

    /// <summary>Gets the keys of the file that are more than texts.</summary>
    public static IReadOnlyList<string> Mappings { get; } = ["connections", Profiles];

    /// <summary>Reads the settings that hold in a folder.</summary>
    /// <param name="workingFolder">Where to begin to look for the file; the folders above come next.</param>
    /// <param name="overrides">What the command line says, by path; it wins over all.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="UsageException">Something is wrong with the file or a variable; all of it is told.</exception>
    public static ArchSettings Read(string workingFolder, params IReadOnlyList<KeyValuePair<string, SettingValue>> overrides)
    {
        var reader = new SettingsReader();
        var file = FindFile(workingFolder);
        var content = file is null ? null : YamlContent.Read(SourceText.Decode(Path.GetRelativePath(workingFolder, file), File.ReadAllBytes(file)));
        if (content is not null)
        {
            reader.ReadFile(content);
        }

        reader.ReadEnvironment();
        foreach (var (path, value) in overrides)
        {
            reader._set[path] = value;
        }

        if (content is not null)
        {
            reader.ReadProfiles(content, overrides);
        }

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

    private void ReadFile(YamlContent content)
    {
        _problems.AddRange(content.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        if (content.Value.TryGetObject(out var members))
        {
            ReadMembers(members, "", "", content);
        }
        else if (!content.Value.IsNullish)
        {
            Report(
                content.PlaceOf(""),
                "ARCH6003",
                "the settings must be a mapping of keys.",
                $"The keys are {string.Join(", ", SettingKeys.Names("").Select(name => $"'{name}'"))}.");
        }
    }

    // The profile may be chosen by the environment or the command line, which win over what it says.
    private void ReadProfiles(YamlContent content, IReadOnlyList<KeyValuePair<string, SettingValue>> overrides)
    {
        if (!content.Value[Profiles].TryGetObject(out var profiles))
        {
            return;
        }

        var chosen = Texts(SettingKeys.Profile)[0];
        foreach (var (name, value) in profiles)
        {
            var path = $"{Profiles}/{name}";
            if (!value.TryGetObject(out var members))
            {
                Report(content.PlaceOf(path), "ARCH6003", $"'{Profiles}.{name}' must be a mapping of settings, but is {value}.", null);
            }
            else if (name == chosen)
            {
                ReadMembers(members, path + "/", "", content);
            }
            else
            {
                // What is wrong in a profile is told whichever holds.
                var other = new SettingsReader();
                other.ReadMembers(members, path + "/", "", content);
                other.Make("/", null);
                _problems.AddRange(other._problems);
            }
        }

        ReadEnvironment();
        foreach (var (path, value) in overrides)
        {
            _set[path] = value;
        }
    }

    private void ReadMembers(ValueObject members, string around, string prefix, YamlContent content)
    {
        foreach (var (name, value) in members)
        {
            var path = prefix + name;
            var place = content.PlaceOf(around + path);
            if (path == Profiles && around.Length == 0)
            {
                if (!value.IsNullish && !value.TryGetObject(out _))
                {
                    Report(place, "ARCH6003", $"'{Profiles}' must be a mapping of profiles by name, but is {value}.", null);
                }

                continue;
            }

            if (ReadSection(around + path, path, value, content))
            {
                continue;
            }

            if (SettingKeys.Find(path) is { } key)
            {
                Take(key, value, place);
            }
            else if (!SettingKeys.All.Any(candidate => candidate.Path.StartsWith(path + "/", StringComparison.Ordinal)))
            {
                Report(place, "ARCH6002", $"'{name}' is no setting.", SettingKeys.Remedy(name, prefix));
            }
            else if (value.TryGetObject(out var inner))
            {
                ReadMembers(inner, around, path + "/", content);
            }
            else if (!value.IsNullish)
            {
                var keys = string.Join(", ", SettingKeys.Names(path + "/").Select(key => $"'{key}'"));
                Report(place, "ARCH6003", $"'{name}' must be a mapping, but is {value}.", $"Its keys are {keys}.");
            }
        }
    }

    /// <summary>Takes the settings that are more than texts.</summary>
    private bool ReadSection(string fullPath, string path, Value value, YamlContent content)
    {
        if (!value.TryGetObject(out var members))
        {
            return false;
        }

        var section = new SettingsSection(members, fullPath, content, _problems);
        switch (path)
        {
            case "plugins":
                section.Allow("folders", "allow");
                if (section.Texts("folders") is { } folders)
                {
                    _set["plugins"] = new SettingValue(folders, content.PlaceOf(fullPath + "/folders").ToString());
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
        if (TextOf(key, value) is { } text)
        {
            _set[key.Path] = new SettingValue([text], place.ToString());
        }
        else if (key.IsList && value.TryGetArray(out var items) && items.All(item => TextOf(key, item) is not null))
        {
            _set[key.Path] = new SettingValue([.. items.Select(item => TextOf(key, item)!)], place.ToString());
        }
        else if (!value.IsNullish)
        {
            Report(place, "ARCH6003", $"'{key.Shown}' must be {key.Wanted}, but is {value}.", null);
        }
    }

    private static string? TextOf(SettingKey key, Value value) => value.Kind switch
    {
        ValueKind.String when value.ToString() is { Length: > 0 } text => text,
        ValueKind.Boolean when key.Kind == SettingKind.Flag => value.ToString(),
        ValueKind.Number when key.Kind == SettingKind.Count => value.ToString(),
        _ => null,
    };

    private void ReadEnvironment()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(SettingKey.VariablePrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var key = SettingKeys.All.FirstOrDefault(key => key.Variable == name);
            if (key is null)
            {
                var variables = SettingKeys.All.Select(key => key.Variable);
                var closest = Suggestions.Closest(name, variables);
                var remedy = closest is null ? $"Known are {string.Join(", ", variables)}." : $"Did you mean {closest}?";
                var problem = $"ARCH6002 the environment variable {name} is no setting. {remedy}";
                if (!_problems.Contains(problem))
                {
                    _problems.Add(problem);
                }
            }
            else if (variable.Value is string { Length: > 0 } text)
            {
                _set[key.Path] = new SettingValue(Split(key, text), $"environment variable {name}");
            }
        }
    }

    private static string[] Split(SettingKey key, string text) => !key.IsList ? [text]
        : text.Split(key.Kind is SettingKind.Folder or SettingKind.Program ? [Path.PathSeparator] : [';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private ArchSettings Make(string folder, string? file) => new()
    {
        ProjectFolder = folder,
        File = file,
        Profile = Texts(SettingKeys.Profile)[0],
        DataFolder = Paths("data", folder)[0],
        WorkflowFolders = Paths("workflows", folder),
        PluginFolders = [.. Paths("plugins", folder), .. ShippedPlugins.Folders],
        ReadRoots = Paths("files/read", folder),
        WriteRoots = Paths("files/write", folder),
        Network = [.. Texts("network/allow").Select(Rule).OfType<NetworkRule>()],
        Programs = Texts("process/allow"),
        SecretFolder = Paths("secrets", folder)[0],
        Policy = _policy,
        Connections = _connections,
        Server = MakeServer(folder),
        Values = SettingKeys.All.ToDictionary(key => key.Path, key => _set.GetValueOrDefault(key.Path) ?? new SettingValue(key.Default, "default"), StringComparer.Ordinal),
    };

    private ServerSettings MakeServer(string folder) => new()
    {
        Urls = [.. Texts("server/urls").Where(url => Check("server/urls", url, IsUrl(url)))],
        Roles = HostRoleNames.Parse(Texts("server/roles").Where(role => Check("server/roles", role, HostRoleNames.All.Contains(role)))),
        Hosts = Texts("server/hosts"),
        Origins = [.. Texts("server/origins").Where(origin => Check("server/origins", origin, IsOrigin(origin), "an origin such as https://arch.example.com"))],
        IsAnonymous = Parse("server/anonymous", static text => bool.TryParse(text, out var flag) ? flag : (bool?)null),
        Certificate = Paths("server/certificate", folder).FirstOrDefault(),
        Key = Paths("server/key", folder).FirstOrDefault(),
        Shutdown = Parse("server/shutdown", static text => DurationText.TryParse(text, out var duration) ? duration : (TimeSpan?)null),
        MaxBody = Parse("server/body", static text => SizeText.TryParse(text, out var bytes) ? bytes : (long?)null),
        MaxRequests = Parse("server/requests", static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : (int?)null),
        MaxWait = Parse("server/wait", static text => DurationText.TryParse(text, out var duration) ? duration : (TimeSpan?)null),
    };

    private static bool IsUrl(string url) =>
        Uri.TryCreate(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && origin.TrimEnd('/') == uri.GetLeftPart(UriPartial.Authority);

    private T Parse<T>(string path, Func<string, T?> parse)
        where T : struct
    {
        var text = Texts(path)[0];
        var parsed = parse(text);
        Check(path, text, parsed is not null);
        return parsed ?? default;
    }

    private bool Check(string path, string text, bool isRight, string? wanted = null)
    {
        if (!isRight)
        {
            var key = SettingKeys.Find(path)!; // it is asked for by the names of the table
            _problems.Add($"{_set[path].Origin} ARCH6003 '{key.Shown}' must be {wanted ?? key.Wanted}, but is '{text}'.");
        }

        return isRight;
    }

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

    private IReadOnlyList<string> Texts(string path) => _set.GetValueOrDefault(path)?.Texts ?? SettingKeys.Find(path)!.Default; // see Check

    private string[] Paths(string path, string folder) =>
        [.. Texts(path).Select(part => Path.TrimEndingDirectorySeparator(Path.GetFullPath(part, folder)))];

    private void Report(SourcePlace place, string code, string message, string? remedy) =>
        _problems.Add(new Diagnostic(code, DiagnosticSeverity.Error, place, message, remedy).ToString());
}
