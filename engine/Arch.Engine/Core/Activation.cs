using System.Collections.Immutable;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>A step under way that takes more than a moment. The run itself is the activation 0, which has no step.</summary>
internal sealed class Activation(int id, StepNode? node, Lane? lane, DateTimeOffset openedAt)
{
    public int Id { get; } = id;

    public StepNode? Node { get; private set; } = node;

    /// <summary>Gets the lane it runs in; <see langword="null"/> for the run itself.</summary>
    public Lane? Lane { get; } = lane;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    /// <summary>Gets or sets the attempt, from 1; 0 before the first.</summary>
    public int Attempt { get; set; }

    /// <summary>Gets or sets whether an attempt is under way, rather than awaited.</summary>
    public bool IsAttempting { get; set; }

    /// <summary>Gets or sets whether it waits for its next attempt.</summary>
    public bool IsRetrying { get; set; }

    /// <summary>Gets or sets whether its attempt was cut off, or failed, before the run was rewound: it is to be begun anew.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Gets or sets what the attempt works on.</summary>
    public Value Input { get; set; }

    public DateTimeOffset? TimeoutAt { get; set; }

    /// <summary>Gets or sets the moment for which it waits: the end of a wait, the next attempt or the next iteration.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Gets the lanes under way, in the order in which they began.</summary>
    public LinkedList<Lane> Lanes { get; } = new();

    /// <summary>Gets or sets how many lanes of the attempt have begun.</summary>
    public int Opened { get; set; }

    /// <summary>Gets or sets how many lanes of the attempt have ended.</summary>
    public int Closed { get; set; }

    /// <summary>Gets or sets the error of the last lane that failed.</summary>
    public StepError? LastError { get; set; }

    /// <summary>Gets or sets what the iterations of a loop gave, by iteration.</summary>
    public Value[]? Results { get; set; }

    /// <summary>Gets or sets which steps of a graph can start; <see langword="null"/> for other steps.</summary>
    public GraphProgress? Graph { get; set; }

    /// <summary>Gets or sets how it will have ended once it is unwound.</summary>
    public Outcome? Unwinding { get; set; }

    /// <summary>Gets or sets whether the completed steps in it are compensated when it is unwound.</summary>
    public bool Compensates { get; set; }

    /// <summary>Gets or sets whether its <c>catch</c> may handle the error with which it is unwound.</summary>
    public bool Handles { get; set; }

    /// <summary>Gets the steps that can be undone, in the order in which they completed; the run's or a rolling back try's.</summary>
    public List<CompletedStep> Completed { get; } = [];

    /// <summary>Gets or sets how the completed steps were undone so far, in that order.</summary>
    public List<Value>? Compensation { get; set; }

    /// <summary>Gets or sets the outputs of the parts of a wait that are met, by number of the part.</summary>
    public Value[]? Met { get; set; }

    /// <summary>Gets or sets what the outputs are kept under.</summary>
    public string? CacheKey { get; set; }

    /// <summary>Gets or sets the permits that are needed, with the place of their limit.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Permits { get; set; } = [];

    /// <summary>Gets or sets how many of the permits were granted.</summary>
    public int Granted { get; set; }

    /// <summary>Gets or sets whether what runs at the end has begun.</summary>
    public bool FinallyOpened { get; set; }

    /// <summary>Gets the step path; made once, when it is first asked for.</summary>
    public string? Path { get; set; }

    /// <summary>Goes on as the counterpart of its step in another version of the workflow.</summary>
    public void MoveTo(StepNode node) => Node = node;

    public bool HasLanes => Lanes.Count > 0;

    /// <summary>Gets whether it waits for a permit.</summary>
    public bool IsQueued => Granted < Permits.Length;

    /// <summary>Gets whether it waits for something from outside of the run: a signal, an event, a person, a called run, an agent.</summary>
    public bool IsListening =>
        Attempt > 0 && !IsAttempting && !IsRetrying && !IsCutOff && Unwinding is null && Node is WaitNode or HumanNode or CallNode or AgentNode;
}
