namespace Arch.Plugins.Discovery;

/// <summary>A class with a <c>[Step]</c>, <c>[Trigger]</c> or <c>[Agent]</c> attribute, found in an assembly's metadata.</summary>
/// <param name="TypeName">The class's full name as reflection writes it.</param>
/// <param name="Part">What the attribute says.</param>
internal sealed record ScannedPart(string TypeName, PluginPart Part);
