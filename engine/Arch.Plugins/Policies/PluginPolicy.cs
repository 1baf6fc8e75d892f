namespace Arch.Plugins.Policies;

/// <summary>Which plugins a host loads. A load context is no security boundary: what is loaded can do what the host can.</summary>
public sealed record PluginPolicy
{
    private static readonly PluginRule Default = new() { Id = "*" };

    /// <summary>Gets the policy that loads whatever lies in the plugin folders.</summary>
    public static PluginPolicy Open { get; } = new();

    /// <summary>Gets the rules; the first that is for a plugin counts.</summary>
    /// <value><see langword="null"/>: no list, every plugin of the folders is loaded. With a list, no other is.</value>
    public IReadOnlyList<PluginRule>? Rules { get; init; }

    /// <summary>Finds the rule for a plugin.</summary>
    /// <param name="pluginId">The id from the manifest.</param>
    /// <returns>The rule; <see langword="null"/> when the plugin may not be loaded.</returns>
    public PluginRule? Find(string pluginId) => Rules is null ? Default : Rules.FirstOrDefault(rule => rule.IsFor(pluginId));
}
