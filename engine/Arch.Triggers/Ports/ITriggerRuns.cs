using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Triggers.Ports;

/// <summary>The runs that triggers start.</summary>
public interface ITriggerRuns
{
    /// <summary>Makes an id for a run.</summary>
    /// <returns>The id.</returns>
    RunId NewId();

    /// <summary>Starts a run under an id, unless it was started already.</summary>
    /// <param name="runId">The id.</param>
    /// <param name="definition">What runs.</param>
    /// <param name="inputs">The inputs, already bound.</param>
    /// <param name="trigger">What <c>trigger</c> shows.</param>
    /// <returns>The run; another one when that has the idempotency key of the workflow already.</returns>
    Task<RunId> StartAsync(RunId runId, WorkflowDefinition definition, ValueObject inputs, Value trigger);

    /// <summary>Ends a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why.</param>
    /// <returns>A task that ends when it is told to.</returns>
    Task CancelAsync(RunId runId, string reason);

    /// <summary>Finds a run.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>The run; <see langword="null"/> when it is not known.</returns>
    ValueTask<RunSummary?> FindAsync(RunId runId);

    /// <summary>Lists the runs of a workflow that ended lately.</summary>
    /// <param name="workflow">The workflow, <c>namespace.id</c>.</param>
    /// <param name="since">Since when.</param>
    /// <returns>The runs, in any order.</returns>
    ValueTask<IReadOnlyList<RunSummary>> ListEndedAsync(string workflow, DateTimeOffset since);
}
