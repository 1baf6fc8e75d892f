using System.Collections.Immutable;
using System.Globalization;
using Arch.Engine.History;
using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Testing.Running;
using Arch.Workflows.Testing;

namespace Arch.Testing.Outcomes;

/// <summary>Reads what came out of a case from its store.</summary>
internal sealed class OutcomeReader(MemoryJournalStore store, RunPlaces places, CaseObserver observer)
{
    private static readonly HashSet<string> s_blocks = ["group", "if", "switch", "for", "repeat", "parallel", "graph", "try"];

    public async Task<CaseOutcome> ReadAsync(RunId root, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<StepOutcome>();
        RunView? view = null;
        foreach (var run in observer.Runs.ToList())
        {
            if (await places.ViewAsync(run.RunId).ConfigureAwait(false) is { } seen)
            {
                view = run.RunId == root ? seen : view;
                foreach (var step in seen.AllSteps().OrderBy(step => step.FirstSequence))
                {
                    steps.Add(Step(step, await places.ChainOfAsync(run.RunId, step.Path).ConfigureAwait(false), run.RunId == root));
                }
            }
        }

        var summary = observer.Find(root)!; // it was started
        return new CaseOutcome
        {
            Status = Status(summary.Status),
            HasEnded = summary.HasEnded,
            Outputs = summary.Outputs,
            Error = summary.Error?.ToValue() ?? Value.Undefined,
            Vars = view?.Variables ?? Value.EmptyObject,
            Emitted = await EmittedAsync().ConfigureAwait(false),
            Steps = steps.ToImmutable(),
            Path = [.. steps.Where(step => step is { IsOwn: true, IsBlock: false } and not { Status: "skipped" }).Select(step => IdOf(step.Chain))],
            WaitsFor = summary.HasEnded || view is null ? [] : [.. view.AllWaits().Select(Words)],
            Took = (summary.EndedAt ?? now) - summary.StartedAt,
        };
    }

    /// <summary>Gives a place without its loops.</summary>
    private static string IdOf(ImmutableArray<StepKeyPart> chain) => string.Join('/', chain.Where(part => !part.IsLoop).Select(part => part.Id));

    private static StepOutcome Step(StepView step, ImmutableArray<StepKeyPart> chain, bool isOwn) => new()
    {
        Chain = chain,
        Path = string.Join('/', chain.Select(part => part.Index is { } index
            ? string.Create(CultureInfo.InvariantCulture, $"{part.Id}[{index}]")
            : part.Id)),
        Verb = step.Verb,
        IsBlock = s_blocks.Contains(step.Verb),
        IsOwn = isOwn,
        Status = Status(step.Status),
        Inputs = step.Inputs,
        Outputs = step.Outputs,
        Error = step.Error is { } error && step.Status != StepViewStatus.Succeeded ? error.ToValue() : Value.Undefined,
        Attempts = step.Attempts.Length,
        Place = step.Place,
    };

    private static string Status(StepViewStatus status) => status switch
    {
        StepViewStatus.Succeeded => "succeeded",
        StepViewStatus.Failed => "failed",
        StepViewStatus.Cancelled => "cancelled",
        StepViewStatus.Skipped => "skipped",
        StepViewStatus.Waiting => "waiting",
        _ => "running",
    };

    private static string Status(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        RunStatus.Parked => "parked",
        _ => "waiting",
    };

    private static string Words((StepView? Step, WaitView Wait) waiting)
    {
        var (step, wait) = waiting;
        var what = wait.Kind switch
        {
            WaitKind.Timer => $"until {wait.Until:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            WaitKind.Signal => $"for the signal '{wait.Name}'",
            WaitKind.Event => $"for an event '{wait.Name}'",
            WaitKind.Task => $"for a person: {wait.Title}",
            WaitKind.Permit => $"for a permit of '{wait.Name}'",
            WaitKind.Run => "for the run that it called",
            WaitKind.Retry => "for its next attempt",
            WaitKind.Iteration => "for its next iteration",
            _ => "to be resumed",
        };
        return step is null ? $"the run waits {what}" : $"step '{step.Path}' waits {what}";
    }

    private async Task<ImmutableArray<Value>> EmittedAsync()
    {
        var events = await ((IRunIndex)store).ListEventsAsync(">", DateTimeOffset.MinValue, int.MaxValue).ConfigureAwait(false);
        return [.. events.Where(message => message.Source is not null).Select(message => Value.From(ValueObject.Of(
            ("subject", Value.From(message.Subject)),
            ("data", message.Data.IsUndefined ? Value.Null : message.Data))))];
    }
}
