using System.Collections.Concurrent;
using Arch.Engine.Ports;
using Arch.Expressions.Values;
using Arch.Host.Output;
using Arch.Host.Settings;
using Arch.Plugins;
using Arch.Plugins.Granting;

namespace Arch.Host.Steps;

/// <summary>What the steps of this host share, and what each plugin is granted. What a workflow does not use is not made.</summary>
internal sealed class StepServices : IDisposable
{
    private readonly HostGrants _grants;
    private readonly ConcurrentDictionary<PluginGrantsKey, PluginServices> _services = new();
    private readonly HostVectors _vectors;

    /// <param name="settings">The settings of the project.</param>
    /// <param name="output">What is told of runs.</param>
    /// <param name="isStored">Whether what steps keep is to outlive the session.</param>
    public StepServices(ArchSettings settings, IRunOutput output, bool isStored = true)
    {
        Output = output;
        Connections = new Connections(settings);
        _grants = GrantsOf(settings);
        _vectors = new HostVectors(isStored ? settings.DataFolder : null);
    }

    public IRunOutput Output { get; }

    /// <summary>Gets what <c>connection:</c> may name.</summary>
    public Connections Connections { get; }

    /// <summary>Gives what the settings grant to plugins that no rule says more about.</summary>
    public static HostGrants GrantsOf(ArchSettings settings) => new()
    {
        WorkingFolder = settings.ProjectFolder,
        ReadRoots = settings.ReadRoots,
        WriteRoots = settings.WriteRoots,
        DeniedFolders = Denied(settings),
        Network = settings.Network,
        Programs = settings.Programs,
    };

    /// <summary>Gets what a plugin is granted.</summary>
    public PluginServices For(PluginOrigin plugin) =>
        _services.GetOrAdd(new PluginGrantsKey(plugin), static (key, services) => services.Make(key), this);

    /// <summary>Gives the inputs of an attempt, with those of its connection.</summary>
    /// <exception cref="Sdk.StepException">The connection cannot be used.</exception>
    public byte[] InputOf(StepInvocation invocation, PluginCatalog steps, PluginOrigin plugin)
    {
        var node = invocation.Node;
        if (node.Connection is null)
        {
            return ValueJson.ToUtf8(invocation.Input);
        }

        var shape = steps.Find(node.StepType, node.Version)!.Input; // its runner has been found
        return ValueJson.ToUtf8(Connections.Apply(node.Connection, node.StepType, shape, plugin, invocation.Input));
    }

    public void Dispose()
    {
        foreach (var services in _services.Values)
        {
            services.Dispose();
        }

        _vectors.Dispose();
    }

    private PluginServices Make(PluginGrantsKey key) => PluginGrants.Of(_grants, key.Plugin).CreateServices(_vectors);

    // A step that may write settings, plugins or journals, or read secrets, could grant itself anything.
    private static IReadOnlyList<string> Denied(ArchSettings settings) =>
    [
        settings.DataFolder,
        settings.SecretFolder,
        .. settings.PluginFolders,
        settings.File ?? Path.Combine(settings.ProjectFolder, SettingsReader.FileName),
    ];

    // Versions of a plugin that ask for the same share what they are granted.
    private readonly record struct PluginGrantsKey(PluginOrigin Plugin) : IEquatable<PluginGrantsKey>
    {
        public bool Equals(PluginGrantsKey other) => Plugin.Id == other.Plugin.Id
            && ReferenceEquals(Plugin.Rule, other.Plugin.Rule)
            && (ReferenceEquals(Plugin, other.Plugin) || Plugin.Permissions.ToString() == other.Plugin.Permissions.ToString());

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Plugin.Id);
    }
}
