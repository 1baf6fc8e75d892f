namespace Arch.Plugins.Manifests;

/// <summary>Something that a plugin asks to be allowed.</summary>
public enum PluginPermission
{
    /// <summary>To make network connections.</summary>
    Network,

    /// <summary>To read and write files below the roots that the host allows.</summary>
    Files,

    /// <summary>To start programs.</summary>
    Process,

    /// <summary>To receive secrets.</summary>
    Secrets,
}
