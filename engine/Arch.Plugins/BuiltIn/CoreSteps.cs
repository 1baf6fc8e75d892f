namespace Arch.Plugins.BuiltIn;

/// <summary>The step types that every host has.</summary>
public static class CoreSteps
{
    /// <summary>Gets them, for <see cref="PluginCatalogOptions.BuiltIn"/>.</summary>
    public static IReadOnlyList<BuiltInPart> All { get; } = [new LogStep()];
}
