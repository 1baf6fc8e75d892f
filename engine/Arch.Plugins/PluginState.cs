namespace Arch.Plugins;

/// <summary>Whether a plugin can be used.</summary>
public enum PluginState
{
    /// <summary>Its step types can be used, save those that a problem names.</summary>
    Active,

    /// <summary>None of its step types can be used; its problem says why.</summary>
    Failed,
}
