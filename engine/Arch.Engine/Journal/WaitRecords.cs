using Arch.Expressions.Values;

namespace Arch.Engine.Journal;

/// <summary>A signal came. It is kept until a wait takes it.</summary>
public sealed record SignalReceived : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "signal_received";

    /// <summary>Gets the name of the signal.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what was sent with it.</summary>
    public Value Data { get; init; }

    /// <summary>Gets who sent it; <see langword="null"/> when it is not known.</summary>
    public string? By { get; init; }
}

/// <summary>A part of a wait is met.</summary>
public sealed record WaitMet : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "wait_met";

    /// <summary>Gets the activation that waits.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets which part it is, from 0.</summary>
    public required int Leaf { get; init; }

    /// <summary>Gets the outputs of the part, an object.</summary>
    public required Value Result { get; init; }

    /// <summary>Gets the sequence number of the <see cref="SignalReceived"/> that it took; 0 when it took none.</summary>
    public long Signal { get; init; }

    /// <summary>Gets the id of the event that it took; <see langword="null"/> when it took none.</summary>
    public string? Event { get; init; }
}

/// <summary>The time of a human task is over, others were told, and it stays open.</summary>
public sealed record TaskEscalated : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "task_escalated";

    /// <summary>Gets the activation that waits.</summary>
    public required int Activation { get; init; }
}

/// <summary>A called run exists; the step waits for its end.</summary>
public sealed record ChildStarted : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "child_started";

    /// <summary>Gets the activation that waits.</summary>
    public required int Activation { get; init; }
}

/// <summary>An agent has the question of a step in its mailbox; the step waits for the reply.</summary>
public sealed record AgentAsked : JournalRecord
{
    /// <inheritdoc/>
    public override string Kind => "agent_asked";

    /// <summary>Gets the activation that waits.</summary>
    public required int Activation { get; init; }
}
