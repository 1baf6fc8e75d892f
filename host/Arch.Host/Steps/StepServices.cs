using Arch.Host.Output;
using Arch.Host.Settings;
using Arch.Plugins.Files;
using Arch.Plugins.Network;
using Arch.Sdk;

namespace Arch.Host.Steps;

/// <summary>What the steps of this host share. What a workflow does not use is not made.</summary>
internal sealed class StepServices : IDisposable
{
    private readonly Lazy<HttpClient> _http = new(StepHttpClient.Create);
    private readonly Lazy<IFileAccess> _files;

    public StepServices(ArchSettings settings, IRunOutput output)
    {
        Output = output;
        _files = new(() => new FileAccessPolicy(settings.ProjectFolder, settings.ReadRoots, settings.WriteRoots, Denied(settings)));
    }

    public IRunOutput Output { get; }

    public IFileAccess Files => _files.Value;

    public HttpClient Http => _http.Value;

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    // A step that may write settings, plugins or journals could grant itself anything.
    private static IEnumerable<string> Denied(ArchSettings settings) =>
        [settings.DataFolder, .. settings.PluginFolders, settings.File ?? Path.Combine(settings.ProjectFolder, SettingsReader.FileName)];
}
