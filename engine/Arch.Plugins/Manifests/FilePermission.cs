namespace Arch.Plugins.Manifests;

/// <summary>What a plugin asks to do with files. Each includes those before it.</summary>
public enum FilePermission
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>To read them.</summary>
    Read,

    /// <summary>To create, change and delete them.</summary>
    Write,
}
