using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>Something that happens to a run; the only way in for time and for results from outside.</summary>
internal abstract record Happening;

/// <summary>The run is asked for, with bound inputs.</summary>
internal sealed record RunRequested(Value Inputs, Value Trigger) : Happening
{
    /// <summary>Gets the run that calls it.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Gets the activation and attempt of the caller that wait for its end.</summary>
    public (int Activation, int Attempt)? ParentWait { get; init; }

    /// <summary>Gets the run that it repeats.</summary>
    public RunId? RepeatOf { get; init; }

    /// <summary>Gets the key under which a second start gives the first run again; it wins over the key that the workflow makes.</summary>
    public string? Key { get; init; }
}

/// <summary>An attempt of a step succeeded.</summary>
internal sealed record AttemptSucceeded(int Activation, int Attempt, Value Outputs) : Happening;

/// <summary>An attempt of a step failed, or a run could not be called.</summary>
internal sealed record AttemptErred(int Activation, int Attempt, StepError Error) : Happening;

/// <summary>It is known whether an earlier run kept the outputs; undefined when none did.</summary>
internal sealed record CacheLookedUp(int Activation, int Attempt, Value Outputs) : Happening;

/// <summary>A called run exists.</summary>
internal sealed record ChildBegan(int Activation, int Attempt, RunId ChildId) : Happening;

/// <summary>An agent has the question of a step in its mailbox.</summary>
internal sealed record AskTaken(int Activation, int Attempt) : Happening;

/// <summary>The run's next due moment has passed.</summary>
internal sealed record MomentCame : Happening;

/// <summary>A message to the run came.</summary>
internal sealed record MessageCame(RunMessage Message) : Happening;

/// <summary>The run is to go on from an earlier record; its state is already as it was then.</summary>
internal sealed record RewindAsked(RewindPoint Point, TimeSpan Gap, string Reason, string? By) : Happening;

/// <summary>There may be messages to the run; the shell reads them.</summary>
internal sealed record Notified : Happening;

/// <summary>The run goes on after it gave way to others.</summary>
internal sealed record GoOn : Happening;
