using Arch.Plugins.Network;

namespace Arch.Plugins.Policies;

/// <summary>What the settings allow for the plugins of one id, or of all ids of a pattern.</summary>
public sealed record PluginRule
{
    /// <summary>Gets the id, or a pattern that ends in <c>*</c>: <c>acme.*</c> stands for all ids that begin with <c>acme.</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the SHA-256 that the whole folder must have, as <c>arch plugins list</c> shows it; <see langword="null"/> for any.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets the destinations that may be connected to; <see langword="null"/> for those of all plugins.</summary>
    public IReadOnlyList<NetworkRule>? Network { get; init; }

    /// <summary>Gets the programs that may be started; <see langword="null"/> for those of all plugins.</summary>
    public IReadOnlyList<string>? Programs { get; init; }

    /// <summary>Gets the folders that may be read; <see langword="null"/> for those of all plugins.</summary>
    public IReadOnlyList<string>? ReadRoots { get; init; }

    /// <summary>Gets the folders that may be written; <see langword="null"/> for those of all plugins.</summary>
    public IReadOnlyList<string>? WriteRoots { get; init; }

    /// <summary>Gets how its code is kept apart from the host.</summary>
    public PluginIsolation Isolation { get; init; }

    /// <summary>Gets the most bytes of memory that its process may take; of use with <see cref="PluginIsolation.Process"/> alone.</summary>
    /// <value>512 MiB unless set.</value>
    public long MemoryLimit { get; init; } = 512L * 1024 * 1024;

    /// <summary>Tells whether the rule is for a plugin.</summary>
    /// <param name="pluginId">The id from the manifest.</param>
    /// <returns>Whether it is.</returns>
    public bool IsFor(string pluginId) => Id.EndsWith('*') ? pluginId.StartsWith(Id[..^1], StringComparison.Ordinal) : pluginId == Id;
}
