namespace Arch.Engine.Runs;

/// <summary>Where a human task stands.</summary>
public enum HumanTaskStatus
{
    /// <summary>It waits for a person.</summary>
    Open,

    /// <summary>A person completed it.</summary>
    Completed,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>The run no longer needs it.</summary>
    Cancelled,
}
