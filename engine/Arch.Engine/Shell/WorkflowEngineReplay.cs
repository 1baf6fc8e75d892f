using Arch.Engine.Core;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Shell;

/// <summary>How runs are tried again, wholly or in part.</summary>
public sealed partial class WorkflowEngine
{
    /// <summary>
    /// Lets a run that failed or was cancelled go on, in the same run: the step that failed is tried once more, and what was cut off by
    /// the end begins anew; results from before stay. What its handlers and <c>finally</c> did about the end is not undone.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <param name="stepPath">
    /// The step from which to go on instead, such as <c>pages[3]/write</c>; its last beginning when it began more than once.
    /// </param>
    /// <returns>A task that ends when it is durable.</returns>
    /// <exception cref="ArchException">
    /// ARCH3204: there is no such run. ARCH3220: it has not ended. ARCH3221: it succeeded. ARCH3222: the step never began. ARCH3223: its
    /// completed steps were undone. ARCH3224: its journal is not kept any more. ARCH5002: somebody else did so at the same time.
    /// </exception>
    public async Task RetryAsync(RunId runId, string? by = null, string? stepPath = null)
    {
        ThrowIfStopping();
        var (records, definitions) = await ReadAsync(runId).ConfigureAwait(false);
        var finder = new RewindFinder(definitions, runId, records);
        var point = stepPath is null ? finder.OfFailure() : finder.OfEnded(stepPath);
        var state = RunFold.To(definitions, runId, records, point.To);
        if (await Options.Store.ReopenAsync(runId).ConfigureAwait(false) is not { } claim)
        {
            throw new RunOwnershipLostException(runId);
        }

        var actor = new RunActor(this, state, claim.Epoch) { Started = new TaskCompletionSource<RunId>() };
        await BeginAgainAsync(actor, point, records, by, stepPath is null ? "It is tried again." : $"It goes on from step '{stepPath}'.")
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a new run that has the recorded results of another from before a step, and runs from there. The steps before are not
    /// carried out again; they stand in its journal as in that of the other.
    /// </summary>
    /// <param name="runId">The other run, which may be under way.</param>
    /// <param name="stepPath">The step, such as <c>pages[3]/write</c>; its last beginning when it began more than once.</param>
    /// <param name="inputs">Other inputs, from which the steps from there on work; <see langword="null"/> for the same.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>The new run, once its start is durable.</returns>
    /// <exception cref="ArchException">
    /// ARCH3204: there is no such run. ARCH3222: the step never began. ARCH3223: completed steps before it were undone since.
    /// ARCH3224: the journal is not kept any more. ARCH3226: the inputs do not fit.
    /// </exception>
    public async Task<RunId> ReplayAsync(RunId runId, string stepPath, ValueObject? inputs = null, string? by = null)
    {
        ThrowIfStopping();
        var (records, definitions) = await ReadAsync(runId).ConfigureAwait(false);
        var point = new RewindFinder(definitions, runId, records).Before(stepPath);
        var before = RunFold.To(definitions, runId, records, point.To);
        var bound = inputs is null ? before.Inputs : Bind(before.Definition, Value.From(inputs));
        var copies = RunFork.Copy(
            records,
            runId,
            point.To,
            (bound, Repeating("replay", before.Trigger, runId, by), Options.Time.GetUtcNow()));
        var started = new TaskCompletionSource<RunId>();
        var actor = new RunActor(this, RunFold.Of(definitions, NewRunId(), copies), epoch: 1) { Started = started, Copied = copies };
        await BeginAgainAsync(
            actor,
            point with { To = copies.Count, Signals = [] },
            copies,
            by,
            $"It repeats run '{runId}' from step '{stepPath}'.").ConfigureAwait(false);
        return await started.Task.ConfigureAwait(false);
    }

    /// <summary>Starts a new run of the workflow of another, with the same or other inputs, from the beginning.</summary>
    /// <param name="runId">The other run, which may be under way.</param>
    /// <param name="inputs">Other inputs; <see langword="null"/> for the same.</param>
    /// <param name="sameDefinition">Whether the definition of the other run is used, rather than the current one of the workflow.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>The new run, once its start is durable.</returns>
    /// <exception cref="ArchException">
    /// ARCH3204: there is no such run. ARCH3224: its journal is not kept any more. ARCH3226: the inputs do not fit; there is no current
    /// definition.
    /// </exception>
    public async Task<RunId> RerunAsync(RunId runId, ValueObject? inputs = null, bool sameDefinition = false, string? by = null)
    {
        var (records, definitions) = await ReadAsync(runId).ConfigureAwait(false);
        var before = RunFold.Of(definitions, runId, records);
        var definition = sameDefinition ? before.Definition : Options.Definitions.Resolve(before.Definition.FullName, null);
        var requested = new RunRequested(
            Bind(definition, inputs is null ? before.Inputs : Value.From(inputs)),
            Repeating("rerun", before.Trigger, runId, by))
        { RepeatOf = runId };
        var started = new TaskCompletionSource<RunId>();
        await BeginAsync(NewRunId(), definition, requested, started).ConfigureAwait(false);
        return await started.Task.ConfigureAwait(false);
    }

    private async Task BeginAgainAsync(
        RunActor actor,
        RewindPoint point,
        IReadOnlyList<JournalRecord> records,
        string? by,
        string reason)
    {
        // The records keep milliseconds of it.
        var gap = Options.Time.GetUtcNow() - records[(int)point.To - 1].At;
        gap = TimeSpan.FromMilliseconds(Math.Max(0, Math.Floor(gap.TotalMilliseconds)));
        _actors[actor.RunId] = actor;
        actor.Post(new RewindAsked(point, gap, reason, by));
        await actor.Started!.Task.ConfigureAwait(false); // both callers have it
    }

    private async Task<(IReadOnlyList<JournalRecord> Records, RunDefinitions Definitions)> ReadAsync(RunId runId)
    {
        await FindAsync(runId).ConfigureAwait(false);
        var records = await Options.Store.ReadAsync(runId).ConfigureAwait(false);
        return records.Count == 0
            ? throw new ArchException("ARCH3224", $"The journal of run '{runId}' is not kept any more, so it cannot be repeated. Start the workflow anew.")
            : (records, await DefinitionsAsync(records).ConfigureAwait(false));
    }

    private static Value Bind(WorkflowDefinition definition, Value inputs)
    {
        var binding = InputBinder.Bind(definition.Inputs, inputs);
        return binding.Problems.Count == 0
            ? binding.Inputs
            : throw new ArchException(
                "ARCH3226",
                $"The inputs do not fit the workflow '{definition.FullName}': {string.Join(" ", binding.Problems.Select(problem => problem.Message))}");
    }

    // Whatever else the trigger gave is still there for expressions that look at it.
    private static Value Repeating(string kind, Value trigger, RunId runId, string? by)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        if (trigger.TryGetObject(out var before))
        {
            foreach (var (name, value) in before)
            {
                members[name] = value;
            }
        }

        members["kind"] = Value.From(kind);
        members["run_id"] = Value.From(runId.Value);
        members["by"] = Value.From(by);
        return Value.From(ValueObject.Of(members));
    }

    private void ThrowIfStopping()
    {
        if (IsStopping)
        {
            throw _storeFailure ?? Stopping();
        }
    }
}
