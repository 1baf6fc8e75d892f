namespace Arch.Plugins;

/// <summary>What a plugin may offer.</summary>
public enum PluginPartKind
{
    /// <summary>A step type.</summary>
    Step,

    /// <summary>A trigger type.</summary>
    Trigger,

    /// <summary>An agent type.</summary>
    Agent,
}
