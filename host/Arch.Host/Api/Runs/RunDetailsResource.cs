using Arch.Engine.History;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Host.Output;

namespace Arch.Host.Api.Runs;

/// <summary>A run with all that it did, now or as it was after a record of its journal.</summary>
internal sealed record RunDetailsResource
{
    public required RunResource Run { get; init; }

    /// <summary>Gets the number of the record after which it is shown.</summary>
    public required long Record { get; init; }

    /// <summary>Gets how many records there are.</summary>
    public required long Records { get; init; }

    public required DateTimeOffset RecordAt { get; init; }

    /// <summary>Gets the attempt of the whole run, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Gets the run that it repeats.</summary>
    public string? RepeatOf { get; init; }

    /// <summary>Gets how often it went on from an earlier record.</summary>
    public required int Rewound { get; init; }

    public required Value Trigger { get; init; }

    public required Value Inputs { get; init; }

    public required Value Variables { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Gets the steps that had begun, in that order, with the steps in them.</summary>
    public required IReadOnlyList<StepResource> Steps { get; init; }

    public static RunDetailsResource Of(RunSummary run, RunView view, long records, IReadOnlyList<RunWarning> warnings) => new()
    {
        Run = RunResource.Of(view.Sequence < records ? AsItWas(run, view) : run, WaitingStep.In(view)),
        Record = view.Sequence,
        Records = records,
        RecordAt = view.At,
        Attempt = view.Attempt,
        RepeatOf = view.RepeatOf?.Value,
        Rewound = view.Rewound,
        Trigger = view.Trigger,
        Inputs = view.Inputs,
        Variables = view.Variables,
        Warnings = [.. warnings.Select(warning => warning.Message)],
        Steps = [.. view.Steps.Select(StepResource.Of)],
    };

    private static RunSummary AsItWas(RunSummary run, RunView view) => run with
    {
        Definition = view.Definition,
        Status = view.Status,
        EndedAt = view.EndedAt,
        DueAt = null,
        Outputs = view.Outputs,
        Error = view.Error,
    };
}
