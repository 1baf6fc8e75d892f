namespace Arch.Plugins.Loading;

/// <summary>A step type with where it comes from.</summary>
internal sealed record SourcedStep(IStepSource Source, PluginStep Step);
