namespace Arch.Agents.Ports;

/// <summary>What is carried out after a commit.</summary>
public enum OutboxKind
{
    /// <summary>An event is published.</summary>
    Event,

    /// <summary>A run is started.</summary>
    Run,

    /// <summary>A reply is given.</summary>
    Reply,

    /// <summary>A person is asked to approve something.</summary>
    Approval,
}
