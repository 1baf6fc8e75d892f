namespace Arch.Host.Settings;

/// <summary>Where the plugins lie that come with the program.</summary>
internal static class ShippedPlugins
{
    // The build writes it into runtimeconfig.json: a program in the source tree finds the plugins built with it.
    private const string Key = "Arch.Host.PluginFolder";

    /// <summary>Gets the folders, in the order in which they are searched.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        .. new[] { "plugins", AppContext.GetData(Key) as string }
            .OfType<string>()
            .Select(folder => Path.GetFullPath(folder, AppContext.BaseDirectory))
            .Distinct(),
    ];
}
