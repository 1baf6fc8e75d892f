using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>Something that happens to a run; the only way in for time and for results from outside.</summary>
internal abstract record Happening;

/// <summary>The run is asked for, with bound inputs.</summary>
internal sealed record RunRequested(Value Inputs, Value Trigger, RunId? Parent) : Happening;

/// <summary>An attempt of a step, or a called run, succeeded.</summary>
internal sealed record AttemptSucceeded(int Activation, int Attempt, Value Outputs) : Happening;

/// <summary>An attempt of a step, or a called run, failed.</summary>
internal sealed record AttemptErred(int Activation, int Attempt, StepError Error) : Happening;

/// <summary>The run's next due moment has passed.</summary>
internal sealed record MomentCame : Happening;

/// <summary>The run is to end.</summary>
internal sealed record CancelRequested(string Reason) : Happening;

/// <summary>The run goes on after it gave way to others.</summary>
internal sealed record GoOn : Happening;
