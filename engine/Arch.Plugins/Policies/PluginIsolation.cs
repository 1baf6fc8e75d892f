namespace Arch.Plugins.Policies;

/// <summary>How the code of a plugin is kept apart from the host.</summary>
public enum PluginIsolation
{
    /// <summary>In a load context of its own in the host's process: fast; a crash of it is one of the host.</summary>
    None,

    /// <summary>In a process of its own, with limits of memory and time, which is started again when it dies.</summary>
    Process,
}
