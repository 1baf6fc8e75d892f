namespace Arch.Host.Settings;

/// <summary>A setting that is a text or a list of texts, so that it can be set in the file, the environment and on the command line.</summary>
/// <param name="Path">Its keys in <c>arch.yaml</c>, joined by slashes.</param>
/// <param name="Kind">What its text means.</param>
/// <param name="IsList">Whether there may be several.</param>
/// <param name="Default">What holds when it is not set.</param>
/// <param name="Summary">What it is for, a phrase.</param>
internal sealed record SettingKey(string Path, SettingKind Kind, bool IsList, IReadOnlyList<string> Default, string Summary)
{
    public const string VariablePrefix = "ARCH__";

    /// <summary>Gets the environment variable that wins over the file.</summary>
    public string Variable { get; } = VariablePrefix + Path.Replace("/", "__", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Gets the path as messages show it.</summary>
    public string Shown { get; } = Path.Replace('/', '.');

    /// <summary>Gets what it must be, for messages.</summary>
    public string Wanted => (Kind, IsList) switch
    {
        (SettingKind.Folder, false) => "a folder",
        (SettingKind.Folder, _) => "a folder or a list of folders",
        (SettingKind.File, _) => "a file",
        (SettingKind.Destination, _) => "a destination or a list of destinations",
        (SettingKind.Program, _) => "a program or a list of programs",
        (SettingKind.Url, _) => "a URL such as http://127.0.0.1:8480, or a list of URLs",
        (SettingKind.Role, _) => $"one or several of {string.Join(", ", HostRoleNames.All)}",
        (SettingKind.Name, false) => "a name",
        (SettingKind.Name, _) => "a name or a list of names",
        (SettingKind.Flag, _) => "true or false",
        (SettingKind.Size, _) => "a size such as 512KiB, 10MiB or 1GiB",
        (SettingKind.Duration, _) => $"{Workflows.Durations.DurationText.Form}",
        _ => "a whole number from 1",
    };
}
