using Arch.Engine.Runs;
using Arch.Sdk;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Triggers;
using Arch.Triggers;
using Arch.Triggers.Ports;
using Arch.Triggers.Webhooks;
using Arch.Workflows.Definitions;
using Arch.Workflows.Definitions.Triggers;

namespace Arch.Host.Serving;

/// <summary>The triggers of a host: what fires them, and what they fire.</summary>
internal sealed partial class HostTriggers : ITriggerObserver, IAsyncDisposable
{
    private readonly ILogger _logger;
    private volatile WebhookRoutes _routes = new([]);
    private volatile bool _hearsOfRuns;

    private HostTriggers(SqliteTriggerStore store, ITriggerRuns runs, ILogger logger)
    {
        _logger = logger;
        Store = store;
        Service = new TriggerService(new TriggerServiceOptions { Store = store, Runs = runs, Observer = this });
    }

    public TriggerService Service { get; }

    public SqliteTriggerStore Store { get; }

    /// <summary>Gets the webhooks.</summary>
    public WebhookRoutes Routes => _routes;

    public static async Task<HostTriggers> OpenAsync(string folder, ITriggerRuns runs, ILogger logger) =>
        new(await SqliteTriggerStore.OpenAsync(new SqliteStoreOptions { Folder = folder }), runs, logger);

    /// <summary>Takes up workflows as they are from now on.</summary>
    /// <param name="changed">Those that are new or others than before.</param>
    /// <param name="all">All that there are; triggers of those that are gone fire no more.</param>
    public void Replace(IEnumerable<DeployedWorkflow> changed, IReadOnlyDictionary<string, DeployedWorkflow> all)
    {
        foreach (var gone in Service.List().Select(view => view.Workflow.FullName).Distinct().Where(name => !all.ContainsKey(name)).ToList())
        {
            Service.Remove(gone);
        }

        foreach (var definition in changed.Select(workflow => workflow.Definition).OfType<WorkflowDefinition>())
        {
            Service.Replace(definition);
        }

        var definitions = all.Values.Select(workflow => workflow.Definition).OfType<WorkflowDefinition>().ToList();
        _routes = new WebhookRoutes(definitions);
        _hearsOfRuns = definitions.SelectMany(definition => definition.Triggers).Any(trigger => trigger is WorkflowTrigger);
    }

    /// <summary>Hears of a run; must return fast.</summary>
    public void OnRunChanged(RunSummary run)
    {
        if (_hearsOfRuns && run.HasEnded)
        {
            _ = TakeAsync(run);
        }
    }

    public void OnFailed(Firing firing)
    {
        var (workflow, trigger, reason) = (firing.Workflow, firing.Trigger, firing.Reason);
        Failed(_logger, workflow, trigger, reason);
    }

    public void OnTrouble(ArchException exception)
    {
        var (code, message) = (exception.Code, exception.Message);
        Troubled(_logger, code, message);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Store.DisposeAsync();
    }

    private async Task TakeAsync(RunSummary run)
    {
        try
        {
            await Service.OnRunEndedAsync(run);
        }
        catch (Exception exception) when (exception is ArchException or ObjectDisposedException)
        {
            // The next sweep sees it again.
            Troubled(_logger, (exception as ArchException)?.Code ?? "ARCH5001", exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Trigger {Trigger} of {Workflow} started no run: {Reason}")]
    private static partial void Failed(ILogger logger, string workflow, string trigger, string? reason);

    [LoggerMessage(LogLevel.Warning, "{Code} {Message}")]
    private static partial void Troubled(ILogger logger, string code, string message);
}
