using Arch.Host.Output;
using Arch.Host.Settings;
using Arch.Plugins.Files;
using Arch.Plugins.Granting;
using Arch.Plugins.Network;
using Arch.Plugins.Processes;

namespace Arch.Host.Steps;

/// <summary>What the steps of this host share. What a workflow does not use is not made.</summary>
internal sealed class StepServices : IDisposable
{
    private readonly Lazy<PluginServices> _granted;
    private readonly HostVectors _vectors;

    /// <param name="settings">The settings of the project.</param>
    /// <param name="output">What is told of runs.</param>
    /// <param name="isStored">Whether what steps keep is to outlive the session.</param>
    public StepServices(ArchSettings settings, IRunOutput output, bool isStored = true)
    {
        Output = output;
        _vectors = new HostVectors(isStored ? settings.DataFolder : null);
        _granted = new(() => Grant(settings));
    }

    public IRunOutput Output { get; }

    /// <summary>Gets what is granted to steps.</summary>
    public PluginServices Granted => _granted.Value;

    public void Dispose()
    {
        if (_granted.IsValueCreated)
        {
            _granted.Value.Dispose();
        }

        _vectors.Dispose();
    }

    private PluginServices Grant(ArchSettings settings)
    {
        var files = new FileAccessPolicy(settings.ProjectFolder, settings.ReadRoots, settings.WriteRoots, Denied(settings));
        return new PluginServices(
            files, new NetworkPolicy([settings.Network]), new ProcessPolicy(files, [settings.Programs]), _vectors);
    }

    // A step that may write settings, plugins or journals could grant itself anything.
    private static IEnumerable<string> Denied(ArchSettings settings) =>
        [settings.DataFolder, .. settings.PluginFolders, settings.File ?? Path.Combine(settings.ProjectFolder, SettingsReader.FileName)];
}
