using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Triggers.Admitting;
using Arch.Triggers.Ports;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Triggers;

/// <summary>Starts the runs of firings that were written down.</summary>
internal sealed class FiringStarter(TriggerServiceOptions options, Func<string, WorkflowDefinition?> find)
{
    private const int Batch = 100;
    private const string EngineStops = "ARCH3205";
    private static readonly TimeSpan QueueInterval = TimeSpan.FromSeconds(1);

    /// <summary>Starts the runs whose time has come.</summary>
    public async Task StartDueAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var due = await options.Store.FindDueAsync(options.Time.GetUtcNow(), Batch).ConfigureAwait(false);
            foreach (var firing in due)
            {
                stop.ThrowIfCancellationRequested();
                await StartAsync(firing).ConfigureAwait(false);
            }

            if (due.Count < Batch)
            {
                return;
            }
        }
    }

    /// <summary>Starts the run of a firing, or notes why it cannot.</summary>
    public async Task<Admission> StartAsync(Firing firing)
    {
        if (find(firing.Workflow) is not { } definition)
        {
            return await FailAsync(firing, "ARCH7107", $"The workflow '{firing.Workflow}' is not there any more.").ConfigureAwait(false);
        }

        var overlap = (definition.Triggers.FirstOrDefault(one => one.Name == firing.Trigger) as ScheduleTrigger)?.Overlap ?? OverlapPolicy.Allow;
        if (overlap != OverlapPolicy.Allow && await BeforeAsync(firing).ConfigureAwait(false) is { } before)
        {
            switch (overlap)
            {
                case OverlapPolicy.Skip:
                    var reason = $"Run '{before}' of the time before still goes on, and 'overlap' is skip.";
                    await options.Store.FinishAsync(firing.Number, FiringStatus.Skipped, null, reason).ConfigureAwait(false);
                    return new Admission(FiringStatus.Skipped, null, null, reason);
                case OverlapPolicy.Queue:
                    await options.Store.PutOffAsync(firing.Number, options.Time.GetUtcNow() + QueueInterval).ConfigureAwait(false);
                    return new Admission(FiringStatus.Waiting, firing.RunId);
                default:
                    await options.Runs.CancelAsync(before, $"The next time of trigger '{firing.Trigger}' has come, and 'overlap' is replace.").ConfigureAwait(false);
                    break;
            }
        }

        return await StartAsync(firing, definition).ConfigureAwait(false);
    }

    private async Task<Admission> StartAsync(Firing firing, WorkflowDefinition definition)
    {
        var inputs = firing.Inputs.TryGetObject(out var bound) ? bound : ValueObject.Empty;
        try
        {
            var runId = await options.Runs.StartAsync(firing.RunId!.Value, definition, inputs, firing.Data).ConfigureAwait(false); // one that waits has one
            await options.Store.FinishAsync(firing.Number, FiringStatus.Started, runId, null).ConfigureAwait(false);
            return new Admission(FiringStatus.Started, runId);
        }
        catch (ArchException exception) when (exception is not JournalStoreException && exception.Code != EngineStops)
        {
            return await FailAsync(firing, exception.Code, exception.Message).ConfigureAwait(false);
        }
    }

    private async Task<RunId?> BeforeAsync(Firing firing) =>
        await options.Store.FindLastRunAsync(firing.Workflow, firing.Trigger).ConfigureAwait(false) is { } last
        && await options.Runs.FindAsync(last).ConfigureAwait(false) is { HasEnded: false }
            ? last
            : null;

    private async Task<Admission> FailAsync(Firing firing, string code, string reason)
    {
        await options.Store.FinishAsync(firing.Number, FiringStatus.Failed, null, $"{code} {reason}").ConfigureAwait(false);
        options.Observer?.OnFailed(firing with { Status = FiringStatus.Failed, Reason = $"{code} {reason}" });
        return new Admission(FiringStatus.Failed, null, code, reason);
    }
}
