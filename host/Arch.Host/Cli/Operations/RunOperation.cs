using Arch.Engine.Runs;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Operations;

/// <summary>Something that is done to runs.</summary>
internal sealed record RunOperation
{
    /// <summary>Gets what is said to a run, as the beginning of a sentence: <c>The signal 'go'</c>.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// Gets the kind of the message, by which it is seen whether a run has taken it; <see langword="null"/> when no message is sent.
    /// </summary>
    public RunMessageKind? Kind { get; init; }

    /// <summary>Gets where runs stand for which it makes sense, when a filter names no status.</summary>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [RunStatus.Running, RunStatus.Waiting, RunStatus.Paused, RunStatus.Parked];

    /// <summary>
    /// Gets what does it. It is durable when the task ends, and gives the run that goes on: the one that is meant, or a new one.
    /// </summary>
    public required Func<RunSession, RunSummary, Task<RunId>> CarryOutAsync { get; init; }

    /// <summary>Gets what looks whether a run that took the message did what it says; it throws when the run did not.</summary>
    public Func<RunSession, RunSummary, Task>? ConfirmAsync { get; init; }

    /// <summary>Makes an operation that sends a message to runs.</summary>
    /// <param name="message">What is said, as the beginning of a sentence.</param>
    /// <param name="kind">The kind of the message.</param>
    /// <param name="sayAsync">What sends it.</param>
    public static RunOperation Saying(string message, RunMessageKind kind, Func<RunSession, RunSummary, Task> sayAsync) => new()
    {
        Message = message,
        Kind = kind,
        CarryOutAsync = async (session, run) =>
        {
            await sayAsync(session, run);
            return run.RunId;
        },
    };
}
