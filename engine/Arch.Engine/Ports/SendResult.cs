namespace Arch.Engine.Ports;

/// <summary>What came of sending a message to a run.</summary>
public enum SendResult
{
    /// <summary>It is kept until the run takes it.</summary>
    Accepted,

    /// <summary>A message with the same id is kept already.</summary>
    Duplicate,

    /// <summary>The run has ended and takes no messages any more.</summary>
    Ended,

    /// <summary>There is no such run.</summary>
    Unknown,
}
