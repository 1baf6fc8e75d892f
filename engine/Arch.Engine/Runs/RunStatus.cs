namespace Arch.Engine.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>It is being worked on, or will be as soon as a host takes it.</summary>
    Running,

    /// <summary>It does nothing until a moment comes or something from outside happens.</summary>
    Waiting,

    /// <summary>It was told to begin nothing more until it is resumed.</summary>
    Paused,

    /// <summary>It was taken out of circulation because it cannot go on; its error says why. A person has to decide.</summary>
    Parked,

    /// <summary>It ended as it should.</summary>
    Succeeded,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was ended from outside.</summary>
    Cancelled,
}
