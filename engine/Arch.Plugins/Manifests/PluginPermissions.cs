using Arch.Plugins.Network;

namespace Arch.Plugins.Manifests;

/// <summary>What a plugin's manifest asks to be allowed. Nothing else is granted to it, whatever the settings say.</summary>
public sealed record PluginPermissions
{
    /// <summary>Gets the permissions that ask for nothing.</summary>
    public static PluginPermissions None { get; } = new();

    /// <summary>Gets the permissions that ask for everything; what is part of Arch has them.</summary>
    public static PluginPermissions Everything { get; } = new()
    {
        Network = null,
        Programs = null,
        Files = FilePermission.Write,
        Secrets = true,
    };

    /// <summary>Gets the destinations that it asks to connect to.</summary>
    /// <value>None unless the manifest says so; <see langword="null"/> when it asks for the network without naming any.</value>
    public IReadOnlyList<NetworkRule>? Network { get; init; } = [];

    /// <summary>Gets the programs that it asks to start.</summary>
    /// <value>None unless the manifest says so; <see langword="null"/> when it asks to start programs without naming any.</value>
    public IReadOnlyList<string>? Programs { get; init; } = [];

    /// <summary>Gets what it asks to do with files.</summary>
    public FilePermission Files { get; init; }

    /// <summary>Gets whether it asks to receive secrets.</summary>
    public bool Secrets { get; init; }

    /// <summary>Gives them in words, such as <c>network (api.example.com), files (read), secrets</c>.</summary>
    /// <returns>The text; <c>none</c> when nothing is asked for.</returns>
    public override string ToString()
    {
        string[] parts =
        [
            .. Named("network", Network?.Select(rule => rule.ToString())),
            .. Files == FilePermission.None ? [] : new[] { $"files ({Files.ToString().ToLowerInvariant()})" },
            .. Named("process", Programs),
            .. Secrets ? ["secrets"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "none" : string.Join(", ", parts);
    }

    private static string[] Named(string name, IEnumerable<string>? named) =>
        named is null ? [name] : named.Any() ? [$"{name} ({string.Join(", ", named)})"] : [];
}
