namespace Arch.Host.Settings;

/// <summary>What a setting is set to, and where.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Origin">Where it is set, for people: a place in a file, a variable, or <c>default</c>.</param>
internal sealed record SettingValue(IReadOnlyList<string> Texts, string Origin);
