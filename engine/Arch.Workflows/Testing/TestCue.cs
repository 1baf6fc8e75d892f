using Arch.Expressions.Values;
using Arch.Workflows.Diagnostics;

namespace Arch.Workflows.Testing;

/// <summary>Something that happens from outside while a case runs. The kinds are the subclasses.</summary>
public abstract record TestCue
{
    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gets the step that must wait or have ended first; <see langword="null"/> when no step is named.</summary>
    public StepKey? After { get; init; }

    /// <summary>Gets the time since the start of the run; <see langword="null"/> when no time is named.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>Gets the moment; <see langword="null"/> when none is named.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>Gets how long after what it waits for it happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets it in words, for messages.</summary>
    public abstract string Words { get; }
}

/// <summary>A signal; unless told otherwise it is sent when a step waits for it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Data">What is sent with it; undefined for nothing.</param>
/// <param name="By">Who sends it; <see langword="null"/> when it is not said.</param>
public sealed record SignalCue(string Name, Value Data, string? By) : TestCue
{
    /// <inheritdoc/>
    public override string Words => $"the signal '{Name}'";
}

/// <summary>An event; unless told otherwise it is published when a step waits for it.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Data">The data; undefined for none.</param>
public sealed record EventCue(string Subject, Value Data) : TestCue
{
    /// <inheritdoc/>
    public override string Words => $"the event '{Subject}'";
}

/// <summary>A person completes a task.</summary>
/// <param name="Step">The step that asks.</param>
/// <param name="Action">The action; <see langword="null"/> for the first of the task.</param>
/// <param name="Form">What is filled in; undefined for nothing.</param>
/// <param name="By">Who answers; <see langword="null"/> when it is not said.</param>
public sealed record HumanCue(StepKey Step, string? Action, Value Form, string? By) : TestCue
{
    /// <inheritdoc/>
    public override string Words => $"the answer to '{Step}'";
}

/// <summary>The run is cancelled.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Compensate">Whether completed steps are undone.</param>
public sealed record CancelCue(string Reason, bool Compensate) : TestCue
{
    /// <inheritdoc/>
    public override string Words => "the cancellation";
}
