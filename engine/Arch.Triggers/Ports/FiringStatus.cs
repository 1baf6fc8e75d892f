namespace Arch.Triggers.Ports;

/// <summary>Where a firing stands.</summary>
public enum FiringStatus
{
    /// <summary>Its run is to be started.</summary>
    Waiting,

    /// <summary>Its run was started.</summary>
    Started,

    /// <summary>No run was started, as the trigger or the workflow says.</summary>
    Skipped,

    /// <summary>No run could be started.</summary>
    Failed,
}
