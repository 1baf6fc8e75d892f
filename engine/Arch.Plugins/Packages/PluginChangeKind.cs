namespace Arch.Plugins.Packages;

/// <summary>How something differs from the record.</summary>
public enum PluginChangeKind
{
    /// <summary>It holds something else.</summary>
    Changed,

    /// <summary>It is there but not in the record.</summary>
    Added,

    /// <summary>It is in the record but not there.</summary>
    Removed,
}
