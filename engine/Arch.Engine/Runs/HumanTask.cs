using System.Collections.Immutable;
using Arch.Expressions.Values;

namespace Arch.Engine.Runs;

/// <summary>A task that a person completes, as the list of tasks shows it.</summary>
public sealed record HumanTask
{
    /// <summary>Gets the id: the run's, a colon, and the number of the wait in the run.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the number of the wait in the run.</summary>
    public required int Activation { get; init; }

    /// <summary>Gets the workflow, <c>namespace.id</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the place of the step in the run, with the iterations around it.</summary>
    public required string StepPath { get; init; }

    /// <summary>Gets what is to be done, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets more about it; <see langword="null"/> when there is no more.</summary>
    public string? Body { get; init; }

    /// <summary>Gets who may do it, an object such as <c>{role: order_manager}</c>; undefined for everybody.</summary>
    public Value Assign { get; init; }

    /// <summary>Gets the actions to choose from.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>Gets where it stands.</summary>
    public HumanTaskStatus Status { get; init; }

    /// <summary>Gets when it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Gets when the time for it is over; <see langword="null"/> when there is no end to it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets when it was closed; <see langword="null"/> while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Gets the action that was chosen; <see langword="null"/> when none was.</summary>
    public string? Action { get; init; }

    /// <summary>Gets who completed it; <see langword="null"/> when nobody did, or it is not known.</summary>
    public string? By { get; init; }

    /// <summary>Makes the id of a task.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="activation">The number of the wait in the run.</param>
    /// <returns>The id.</returns>
    public static string IdOf(RunId runId, int activation) => $"{runId}:{activation}";
}
