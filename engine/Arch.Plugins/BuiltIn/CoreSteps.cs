namespace Arch.Plugins.BuiltIn;

/// <summary>The step types that every host has.</summary>
public static class CoreSteps
{
    /// <summary>Gets them, for <see cref="PluginCatalog.Open"/>.</summary>
    public static IReadOnlyList<BuiltInStep> All { get; } = [new LogStep()];
}
