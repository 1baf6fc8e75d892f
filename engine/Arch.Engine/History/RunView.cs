using System.Collections.Immutable;
using Arch.Engine.Journal;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.History;

/// <summary>A run as it was after some record of its journal: the present, or any moment before. Immutable.</summary>
public sealed record RunView
{
    /// <summary>Gets the run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>Gets the workflow, <c>namespace.id</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the definition that it was pinned to then.</summary>
    public required DefinitionId Definition { get; init; }

    /// <summary>Gets the number of the record after which the run is shown.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets when that record was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets where the run stood.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Gets why it was paused; <see langword="null"/> when it was not, or is resumed.</summary>
    public string? PausedFor { get; init; }

    /// <summary>Gets the attempt of the whole run, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets when it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when it ended; <see langword="null"/> when it had not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets what started it.</summary>
    public Value Trigger { get; init; }

    /// <summary>Gets the inputs.</summary>
    public Value Inputs { get; init; }

    /// <summary>Gets the values of the variables.</summary>
    public Value Variables { get; init; }

    /// <summary>Gets the outputs; undefined when it had none.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets why it, or its attempt before, failed or was cancelled; <see langword="null"/> when it was not.</summary>
    public StepError? Error { get; init; }

    /// <summary>Gets the run that called it; <see langword="null"/> when none did.</summary>
    public RunId? Parent { get; init; }

    /// <summary>Gets the run that it repeats, wholly or in part; <see langword="null"/> when it is no repetition.</summary>
    public RunId? RepeatOf { get; init; }

    /// <summary>Gets how often it was rewound, to go on from an earlier record.</summary>
    public int Rewound { get; init; }

    /// <summary>Gets the steps of the workflow that had begun, in that order, with the steps in them.</summary>
    public ImmutableArray<StepView> Steps { get; init; } = [];

    /// <summary>Gets what the run itself waits for, such as a permit; what its steps wait for is with them.</summary>
    public ImmutableArray<Awaited> WaitsFor { get; init; } = [];

    /// <summary>Gets the signals that came and that no wait had taken.</summary>
    public ImmutableArray<SignalReceived> Signals { get; init; } = [];

    /// <summary>Lists all steps that had begun, each before the steps in it.</summary>
    /// <returns>The steps.</returns>
    public IEnumerable<StepView> AllSteps() => All(Steps);

    /// <summary>Lists everything that the run waits for.</summary>
    /// <returns>The step, or <see langword="null"/> for the run itself, with what it waits for.</returns>
    public IEnumerable<(StepView? Step, Awaited Awaited)> AllWaits() =>
        WaitsFor.Select(wait => ((StepView?)null, wait))
            .Concat(AllSteps().SelectMany(step => step.WaitsFor.Select(wait => ((StepView?)step, wait))));

    private static IEnumerable<StepView> All(ImmutableArray<StepView> steps)
    {
        var open = new Stack<StepView>(steps.Reverse());
        while (open.TryPop(out var step))
        {
            yield return step;
            for (var i = step.Steps.Length - 1; i >= 0; i--)
            {
                open.Push(step.Steps[i]);
            }
        }
    }
}
