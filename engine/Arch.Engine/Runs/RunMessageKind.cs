namespace Arch.Engine.Runs;

/// <summary>What a message to a run says.</summary>
public enum RunMessageKind
{
    /// <summary>A signal; the name is the signal's, the data what was sent with it.</summary>
    Signal,

    /// <summary>An event that a wait of the run may take; the name is the subject, the data the event as an object.</summary>
    Event,

    /// <summary>A human task was completed; the name is the task's id, the data an object with <c>action</c> and <c>form</c>.</summary>
    TaskCompleted,

    /// <summary>A called run ended; the name is its id, the data an object with <c>status</c>, <c>outputs</c> and <c>error</c>.</summary>
    ChildEnded,

    /// <summary>An agent replies to a step that asked it.</summary>
    AgentReplied,

    /// <summary>
    /// A permit was granted or refused; the name is the key, the data an object with <c>activation</c>, <c>granted</c> and, when
    /// refused, <c>reason</c> and <c>holders</c>.
    /// </summary>
    Permit,

    /// <summary>The run is to end; the name says why, the data is an object with <c>compensate</c>.</summary>
    Cancel,

    /// <summary>The run is to begin no more steps until it is resumed; the name says why.</summary>
    Pause,

    /// <summary>The run is to go on after a pause.</summary>
    Resume,

    /// <summary>The run is to go on with another version of its workflow; the name is the id of the definition.</summary>
    Migrate,
}
