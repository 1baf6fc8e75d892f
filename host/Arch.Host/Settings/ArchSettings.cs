using Arch.Plugins.Network;
using Arch.Plugins.Policies;

namespace Arch.Host.Settings;

/// <summary>What <c>arch.yaml</c> and the environment say; all folders as full paths.</summary>
internal sealed record ArchSettings
{
    /// <summary>Gets the folder of <c>arch.yaml</c>, or the working folder without one; paths of steps count from it.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>Gets the file that was read; <see langword="null"/> when there is none.</summary>
    public string? File { get; init; }

    /// <summary>Gets where runs are kept; <c>.arch</c> unless set.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Gets where <c>call:</c> finds workflows; <c>workflows</c> unless set.</summary>
    public required IReadOnlyList<string> WorkflowFolders { get; init; }

    /// <summary>Gets where plugins are looked for: those of the settings (<c>plugins</c> unless set), then those that ship with Arch.</summary>
    public required IReadOnlyList<string> PluginFolders { get; init; }

    /// <summary>Gets the folders below which steps may read; the project folder unless set.</summary>
    public required IReadOnlyList<string> ReadRoots { get; init; }

    /// <summary>Gets the folders below which steps may write; the project folder unless set.</summary>
    public required IReadOnlyList<string> WriteRoots { get; init; }

    /// <summary>Gets where steps may connect to; all public addresses unless set.</summary>
    public required IReadOnlyList<NetworkRule> Network { get; init; }

    /// <summary>Gets the programs that steps may start; none unless set.</summary>
    public required IReadOnlyList<string> Programs { get; init; }

    /// <summary>Gets the folder with a file for each secret; <c>secrets</c> unless set. Environment variables win over it.</summary>
    public required string SecretFolder { get; init; }

    /// <summary>Gets which plugins may be loaded; all of the folders unless set.</summary>
    public required PluginPolicy Policy { get; init; }

    /// <summary>Gets the connections by name.</summary>
    public required IReadOnlyDictionary<string, ConnectionSettings> Connections { get; init; }

    /// <summary>Gets the profile in force; <c>production</c> unless set.</summary>
    public required string Profile { get; init; }

    /// <summary>Gets how <c>arch serve</c> serves.</summary>
    public required ServerSettings Server { get; init; }

    /// <summary>Gets what each setting that is a text is set to, by path, and where.</summary>
    public required IReadOnlyDictionary<string, SettingValue> Values { get; init; }
}
