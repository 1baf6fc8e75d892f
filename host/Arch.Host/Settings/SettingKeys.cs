using Arch.Expressions.Language;

namespace Arch.Host.Settings;

/// <summary>All settings that are texts, in the order in which they are shown.</summary>
internal static class SettingKeys
{
    /// <summary>The profile in force; it may be given on the command line as well.</summary>
    public const string Profile = "profile";

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        One(Profile, SettingKind.Name, "production", "which of 'profiles' holds: development, staging or production"),
        One("data", SettingKind.Folder, ".arch", "where runs are kept"),
        Many("workflows", SettingKind.Folder, "where workflows are looked for", "workflows"),
        Many("plugins", SettingKind.Folder, "where plugins are looked for, besides those that ship with Arch", "plugins"),
        One("secrets", SettingKind.Folder, "secrets", "a folder with a file for each secret"),
        Many("files/read", SettingKind.Folder, "below which folders steps may read", "."),
        Many("files/write", SettingKind.Folder, "below which folders steps may write", "."),
        Many("network/allow", SettingKind.Destination, "where steps may connect to", "*"),
        Many("process/allow", SettingKind.Program, "which programs steps may start"),
        Many("server/urls", SettingKind.Url, "where the host listens", "http://127.0.0.1:8480"),
        Many("server/roles", SettingKind.Role, "what the host does", [.. HostRoleNames.All]),
        Many("server/hosts", SettingKind.Name, "the names by which clients may call the host, besides those of this machine"),
        Many("server/origins", SettingKind.Name, "the origins whose pages may call the host"),
        One("server/anonymous", SettingKind.Flag, "false", "whether callers from other machines need not sign in"),
        One("server/certificate", SettingKind.File, null, "the certificate for https, a PEM or PFX file"),
        One("server/key", SettingKind.File, null, "the private key of a PEM certificate"),
        One("server/shutdown", SettingKind.Duration, "30s", "how long what is under way may take to come to a rest at the end"),
        One("server/body", SettingKind.Size, "10MiB", "how large the body of a request may be"),
        One("server/requests", SettingKind.Count, "512", "how many requests are worked on at once"),
        One("server/wait", SettingKind.Duration, "60s", "how long a request may wait for the end of a run"),
    ];

    /// <summary>Gets the names that may stand below a path, those of mappings with it.</summary>
    public static IEnumerable<string> Names(string prefix) => All
        .Where(key => key.Path.StartsWith(prefix, StringComparison.Ordinal))
        .Select(key => key.Path[prefix.Length..].Split('/')[0])
        .Concat(prefix.Length == 0 ? SettingsReader.Mappings : [])
        .Distinct();

    public static SettingKey? Find(string path) => All.FirstOrDefault(key => key.Path == path);

    /// <summary>Gives the remedy for a name that is none.</summary>
    public static string Remedy(string name, string prefix) => Suggestions.Closest(name, Names(prefix)) is { } closest
        ? $"Did you mean '{closest}'?"
        : $"The keys here are {string.Join(", ", Names(prefix).Select(key => $"'{key}'"))}.";

    private static SettingKey One(string path, SettingKind kind, string? otherwise, string summary) =>
        new(path, kind, IsList: false, otherwise is null ? [] : [otherwise], summary);

    private static SettingKey Many(string path, SettingKind kind, string summary, params IReadOnlyList<string> otherwise) =>
        new(path, kind, IsList: true, otherwise, summary);
}
