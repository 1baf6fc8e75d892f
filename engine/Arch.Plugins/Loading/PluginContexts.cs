using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Arch.Plugins.Loading;

/// <summary>Tells which plugin a load context belongs to, without keeping the context.</summary>
internal static class PluginContexts
{
    private static readonly ConditionalWeakTable<AssemblyLoadContext, string> Ids = [];

    public static void Remember(AssemblyLoadContext context, string pluginId) => Ids.AddOrUpdate(context, pluginId);

    public static string? PluginOf(AssemblyLoadContext? context) => context is not null && Ids.TryGetValue(context, out var id) ? id : null;
}
