using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>Something to do outside of the run, after the records that caused it are committed.</summary>
internal abstract record Effect;

/// <summary>Carry out an attempt.</summary>
internal sealed record StartAttempt(
    int Activation,
    int Attempt,
    UsesNode Node,
    string StepPath,
    string IdempotencyKey,
    Value Input) : Effect;

/// <summary>Stop the attempt under way; its result is of no interest any more.</summary>
internal sealed record StopAttempt(int Activation) : Effect;

/// <summary>Start a called run, unless it exists already, and tell that it exists.</summary>
internal sealed record StartChild(int Activation, int Attempt, CallNode Node, RunId ChildId, Value Input) : Effect;

/// <summary>Asks an agent; the step then waits for its reply.</summary>
internal sealed record AskAgent(int Activation, int Attempt, AgentNode Node, string StepPath, Value Input) : Effect;

/// <summary>Look whether an earlier run kept the outputs of an attempt.</summary>
internal sealed record LookUpCache(int Activation, int Attempt, string Key) : Effect;

/// <summary>Give way to other runs, then go on.</summary>
internal sealed record ContinueLater : Effect;
