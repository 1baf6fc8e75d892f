namespace Arch.Plugins.Discovery;

/// <summary>A class with a <c>[Step]</c> attribute, found in an assembly's metadata.</summary>
/// <param name="TypeName">The class's full name as reflection writes it.</param>
/// <param name="Step">What the attribute says.</param>
internal sealed record ScannedStep(string TypeName, PluginStep Step);
