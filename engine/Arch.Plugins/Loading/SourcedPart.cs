namespace Arch.Plugins.Loading;

/// <summary>A part with where it comes from.</summary>
internal sealed record SourcedPart(IPartSource Source, PluginPart Part);
