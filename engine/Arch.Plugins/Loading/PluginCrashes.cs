using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;

namespace Arch.Plugins.Loading;

/// <summary>
/// Contains exceptions that leave threads, timers and <c>async void</c> methods of plugins, which would end the process otherwise. A
/// stack overflow, <c>Environment.FailFast</c>, <c>Environment.Exit</c> and corrupted memory end it all the same: .NET lets nobody
/// contain these within a process.
/// </summary>
public static class PluginCrashes
{
    private static Action<string, Exception>? _report;

    /// <summary>Begins to contain them, for the rest of the process' life.</summary>
    /// <param name="report">Gets the id of the plugin and what its code threw; from any thread.</param>
    public static void Contain(Action<string, Exception> report)
    {
        if (Interlocked.Exchange(ref _report, report) is null)
        {
            ExceptionHandling.SetUnhandledExceptionHandler(Handle);
        }
    }

    /// <summary>Finds the plugin whose code an exception came out of.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Plugins are never trimmed")]
    internal static string? PluginOf(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            var plugin = new StackTrace(e).GetFrames()
                .Select(frame => frame.GetMethod()?.Module.Assembly)
                .Select(assembly => assembly is null ? null : PluginContexts.PluginOf(AssemblyLoadContext.GetLoadContext(assembly)))
                .FirstOrDefault(id => id is not null);
            if (plugin is not null)
            {
                return plugin;
            }
        }

        return null;
    }

    // True lets the thread end and the process go on.
    private static bool Handle(Exception exception)
    {
        if (PluginOf(exception) is not { } plugin)
        {
            return false;
        }

        _report?.Invoke(plugin, exception);
        return true;
    }
}
