namespace Arch.Plugins.BuiltIn;

/// <summary>The step types that every host has.</summary>
public static class CoreSteps
{
    /// <summary>Gets their classes, for <see cref="PluginCatalog.Open"/>.</summary>
    public static IReadOnlyList<Type> All { get; } = [typeof(LogStep)];
}
