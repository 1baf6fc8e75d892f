using Arch.Engine.Runs;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>Something that is said to runs.</summary>
internal sealed record RunOperation
{
    /// <summary>Gets what is said, as the beginning of a sentence: <c>The signal 'go'</c>.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the kind of the message, by which it is seen whether a run has taken it.</summary>
    public required RunMessageKind Kind { get; init; }

    /// <summary>Gets where runs stand for which it makes sense, when a filter names no status.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [RunStatus.Running, RunStatus.Waiting, RunStatus.Paused, RunStatus.Parked];

    /// <summary>Gets what says it to a run. It is durable when the task ends.</summary>
    public required Func<RunSession, RunSummary, Task> SayAsync { get; init; }
}
