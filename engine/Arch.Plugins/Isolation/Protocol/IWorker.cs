namespace Arch.Plugins.Isolation.Protocol;

/// <summary>What a host asks of a worker.</summary>
internal interface IWorker
{
    /// <summary>Loads the plugin. Comes once, before all else.</summary>
    /// <returns>Why it cannot be loaded; <see langword="null"/> when it is.</returns>
    Task<PluginProblem?> StartAsync(WorkerStart start);

    Task<PartAnswer> DescribeAsync(PartRequest request);

    Task<CallAnswer> RunStepAsync(StepRequest request, CancellationToken cancellationToken);

    Task<CallAnswer> PollAsync(TriggerRequest request, CancellationToken cancellationToken);
}
