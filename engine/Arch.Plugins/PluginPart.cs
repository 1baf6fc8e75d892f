namespace Arch.Plugins;

/// <summary>A type that a plugin offers, as its metadata declares it, without loading the plugin.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name, such as <c>http.request</c>.</param>
/// <param name="Version">The major version.</param>
/// <param name="Summary">One sentence that says what it does.</param>
/// <param name="IsIdempotent">
/// Whether a second attempt of a step with the same input has no further effect; <see langword="null"/> when it does not say.
/// </param>
public sealed record PluginPart(PluginPartKind Kind, string Name, int Version, string Summary, bool? IsIdempotent = null)
{
    /// <summary>Gives <c>name@version</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}@{Version}";
}
