using System.Reflection;

namespace Arch.Plugins.Loading;

/// <summary>What .NET throws when an assembly or a type of it cannot be loaded.</summary>
internal static class LoadFailure
{
    public static bool Is(Exception e) => e is BadImageFormatException or IOException or UnauthorizedAccessException
        or TypeLoadException or ReflectionTypeLoadException or MissingMemberException or InvalidOperationException;

    public static PluginProblemException Describe(string pluginId, Exception e)
    {
        var cause = e is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first : e;
        return cause is FileNotFoundException { FileName: { Length: > 0 } missing }
            ? new PluginProblemException(
                "ARCH4012",
                $"The plugin '{pluginId}' needs '{missing}', which is neither in its folder nor part of .NET.",
                "Copy all of the plugin's build output into its folder.",
                e)
            : new PluginProblemException(
                "ARCH4016",
                $"The plugin '{pluginId}' cannot be loaded: {cause.Message}",
                "Build it again against this host's Arch.Sdk and copy all of its output.",
                e);
    }
}
