using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Arch.Plugins.Discovery;
using Arch.Plugins.Running;
using Arch.Sdk;
using McMaster.NETCore.Plugins;

namespace Arch.Plugins.Loading;

/// <summary>The code of one plugin in its own collectible load context; only Arch.Sdk is shared with the host.</summary>
internal sealed class LoadedPlugin : IPluginCode
{
    private readonly PluginOrigin _origin;
    private readonly TimeSpan _limit;
    private readonly PluginLoader _loader;
    private readonly Assembly _assembly;
    private readonly JsonSerializerOptions _options = StepJson.CreateOptions();

    private LoadedPlugin(PluginOrigin origin, TimeSpan limit, PluginLoader loader, Assembly assembly)
    {
        _origin = origin;
        _limit = limit;
        _loader = loader;
        _assembly = assembly;
        var context = AssemblyLoadContext.GetLoadContext(assembly)!; // every assembly has one
        PluginContexts.Remember(context, origin.Id);
        Context = new WeakReference(context);
    }

    public WeakReference Context { get; }

    /// <summary>Loads a plugin.</summary>
    /// <param name="assemblyPath">Its assembly, with its dependencies beside it.</param>
    /// <param name="origin">The plugin.</param>
    /// <param name="limit">How long code of the plugin may take to be made ready.</param>
    /// <exception cref="PluginProblemException">ARCH4012 or ARCH4016.</exception>
    public static LoadedPlugin Load(string assemblyPath, PluginOrigin origin, TimeSpan limit)
    {
        PluginLoader? loader = null;
        try
        {
            loader = PluginLoader.CreateFromAssemblyFile(assemblyPath, isUnloadable: true, [typeof(IStep)]);
            return new LoadedPlugin(origin, limit, loader, loader.LoadDefaultAssembly());
        }
        catch (Exception e) when (LoadFailure.Is(e))
        {
            loader?.Dispose();
            throw LoadFailure.Describe(origin.Id, e);
        }
    }

    public ActivePart Activate(ScannedPart part) => TimeLimitedCall.Run(() => Create(part), part, _limit);

    /// <summary>Asks for the context to be unloaded. It goes when nothing refers to it any more.</summary>
    public void Dispose()
    {
        _loader.Dispose();
        StepJson.ForgetTypes();
    }

    private ActivePart Create(ScannedPart part)
    {
        try
        {
            var partClass = _assembly.GetType(part.TypeName, throwOnError: true)!;
            return PartActivation.Create(partClass, part.Part, _origin, _options);
        }
        catch (Exception e) when (LoadFailure.Is(e))
        {
            throw LoadFailure.Describe(_origin.Id, e);
        }
    }
}
