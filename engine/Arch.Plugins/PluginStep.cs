namespace Arch.Plugins;

/// <summary>A step type as the plugin's metadata declares it, without loading the plugin.</summary>
/// <param name="Name">The name, such as <c>http.request</c>.</param>
/// <param name="Version">The major version.</param>
/// <param name="Summary">One sentence that says what the step does.</param>
/// <param name="IsIdempotent">Whether a second attempt with the same input has no further effect; <see langword="null"/> when it does not say.</param>
public sealed record PluginStep(string Name, int Version, string Summary, bool? IsIdempotent);
