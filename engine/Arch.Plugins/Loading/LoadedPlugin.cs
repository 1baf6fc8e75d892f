using System.Reflection;
using System.Text.Json;
using Arch.Plugins.Discovery;
using Arch.Plugins.Running;
using Arch.Sdk;
using McMaster.NETCore.Plugins;

namespace Arch.Plugins.Loading;

/// <summary>The code of one plugin in its own collectible load context; only Arch.Sdk is shared with the host.</summary>
internal sealed class LoadedPlugin : IDisposable
{
    private readonly PluginLoader _loader;
    private readonly Assembly _assembly;
    private readonly JsonSerializerOptions _options = StepJson.CreateOptions();

    private LoadedPlugin(PluginLoader loader, Assembly assembly)
    {
        _loader = loader;
        _assembly = assembly;
    }

    /// <exception cref="PluginProblemException">ARCH4012 or ARCH4016.</exception>
    public static LoadedPlugin Load(DiscoveredPlugin plugin)
    {
        PluginLoader? loader = null;
        try
        {
            loader = PluginLoader.CreateFromAssemblyFile(plugin.AssemblyPath, isUnloadable: true, [typeof(IStep)]);
            return new LoadedPlugin(loader, loader.LoadDefaultAssembly());
        }
        catch (Exception e) when (LoadFailure.Is(e))
        {
            loader?.Dispose();
            throw LoadFailure.Describe(plugin.Id, e);
        }
    }

    /// <exception cref="PluginProblemException">The step type cannot be used.</exception>
    public ActiveStep Activate(DiscoveredPlugin plugin, ScannedStep step)
    {
        try
        {
            var stepClass = _assembly.GetType(step.TypeName, throwOnError: true)!;
            return StepActivation.Create(stepClass, step.Step, plugin.Id, plugin.Manifest!.Version.ToString(), _options);
        }
        catch (Exception e) when (LoadFailure.Is(e))
        {
            throw LoadFailure.Describe(plugin.Id, e);
        }
    }

    /// <summary>Asks for the context to be unloaded. It goes when nothing refers to it any more.</summary>
    public void Dispose() => _loader.Dispose();
}
