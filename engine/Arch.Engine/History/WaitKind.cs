namespace Arch.Engine.History;

/// <summary>What a step or a run waits for.</summary>
public enum WaitKind
{
    /// <summary>A moment, or the passing of a time.</summary>
    Timer,

    /// <summary>A signal; the name is the signal's.</summary>
    Signal,

    /// <summary>An event; the name is its subject or pattern.</summary>
    Event,

    /// <summary>A person; the name is the id of the human task.</summary>
    Task,

    /// <summary>A permit under a concurrency limit; the name is the key.</summary>
    Permit,

    /// <summary>The end of a called run; the name is its id.</summary>
    Run,

    /// <summary>The reply of an agent; the name is the agent.</summary>
    Agent,

    /// <summary>The next attempt after a failed one.</summary>
    Retry,

    /// <summary>The next iteration of a loop.</summary>
    Iteration,

    /// <summary>Somebody who resumes the paused run; the name is why it was paused.</summary>
    Resume,
}
