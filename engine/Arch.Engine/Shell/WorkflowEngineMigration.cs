using Arch.Engine.Core;
using Arch.Engine.Migration;
using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

/// <summary>How runs go on with another version of their workflow.</summary>
public sealed partial class WorkflowEngine
{
    /// <summary>Looks whether a run can go on with another version of its workflow; nothing changes.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="definition">The version.</param>
    /// <returns>What speaks against it, if anything.</returns>
    /// <exception cref="ArchException">ARCH3204: there is no such run. ARCH5005: its definition is not kept.</exception>
    public async Task<MigrationPlan> PlanMigrationAsync(RunId runId, WorkflowDefinition definition)
    {
        var summary = await FindAsync(runId).ConfigureAwait(false);
        return MigrationCheck.Of(await FoldAsync(summary).ConfigureAwait(false), definition);
    }

    /// <summary>
    /// Lets a run go on with another version of its workflow. What has begun must stand in it as it was; the steps that have not begun may
    /// differ at will. The results so far are kept.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="definition">The version.</param>
    /// <param name="by">Who wants it; <see langword="null"/> when it is not known.</param>
    /// <returns>
    /// A task that ends when the wish is durable. The run looks once more whether it is safe when it takes it, and stays as it is when it
    /// has gone on to where it is not.
    /// </returns>
    /// <exception cref="ArchException">
    /// ARCH3204: there is no such run. ARCH3206: it has ended. ARCH3227: what it has done so far does not fit the version.
    /// </exception>
    public async Task MigrateAsync(RunId runId, WorkflowDefinition definition, string? by = null)
    {
        ThrowIfStopping();
        var plan = await PlanMigrationAsync(runId, definition).ConfigureAwait(false);
        if (plan.IsDone)
        {
            return;
        }

        if (!plan.IsSafe)
        {
            throw new ArchException(
                "ARCH3227",
                $"Run '{runId}' cannot go on with another version of '{definition.FullName}': {string.Join(" ", plan.Problems)} It stays on the version that it has.");
        }

        await KeepAsync(definition).ConfigureAwait(false);
        await SayAsync(new RunMessage
        {
            RunId = runId,
            Id = "migrate/" + definition.Id.Value,
            Kind = RunMessageKind.Migrate,
            Name = definition.Id.Value,
            By = by,
            At = Options.Time.GetUtcNow(),
        }).ConfigureAwait(false);
    }
}
