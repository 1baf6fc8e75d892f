namespace Arch.Engine.Progress;

/// <summary>What kind of thing is waited for.</summary>
public enum AwaitedKind
{
    /// <summary>A moment comes: the end of a timer, the next attempt or the next iteration. The run goes on by itself.</summary>
    Moment,

    /// <summary>A signal; the name is the signal's.</summary>
    Signal,

    /// <summary>An event; the name is the subject or pattern of subjects.</summary>
    Event,

    /// <summary>A person; the name is the title of the task.</summary>
    Person,

    /// <summary>The end of a called run; the name is its id.</summary>
    Run,

    /// <summary>A permit under a concurrency limit; the name is the key.</summary>
    Permit,
}
