using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Steps;
using Arch.Sdk;
using Arch.Storage.Sqlite;

namespace Arch.Host.Runs;

/// <summary>An engine with all that it works with, for the time of one command.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    // A run that has nothing to do for longer than this is left to its timer and the next host.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly IJournalStore _store;
    private readonly StepServices _services;
    private bool _isDisposed;

    private RunSession(IJournalStore store, StepServices services, WorkflowEngine engine)
    {
        _store = store;
        _services = services;
        Engine = engine;
    }

    public WorkflowEngine Engine { get; }

    /// <summary>Starts an engine.</summary>
    /// <param name="project">The project.</param>
    /// <param name="workflows">What <c>call:</c> may name.</param>
    /// <param name="output">Who shows what happens.</param>
    /// <param name="isEphemeral">Whether runs are kept in memory alone.</param>
    public static async Task<RunSession> OpenAsync(Project project, ProjectWorkflows workflows, IRunOutput output, bool isEphemeral)
    {
        IJournalStore store = isEphemeral ? InMemory() : await OpenStoreAsync(project);
        var services = new StepServices(project.Settings, output);
        var engine = new WorkflowEngine(new EngineOptions
        {
            Store = store,
            Executor = new PluginStepExecutor(project.Steps, services),
            Definitions = new ProjectDefinitions(project, workflows),
            Observer = output,
        });
        return new RunSession(store, services, engine);
    }

    /// <summary>Opens the store of the project's data folder, which is made if need be.</summary>
    public static async Task<IJournalStore> OpenStoreAsync(Project project) =>
        await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = project.Settings.DataFolder });

    private static MemoryJournalStore InMemory() => new();

    /// <summary>Takes over the unfinished runs of hosts that are gone, and says so.</summary>
    /// <returns>The runs; they go on while the caller does something else.</returns>
    public async Task<IReadOnlyList<RunId>> RecoverAsync(RunId? only = null)
    {
        var recovered = await Engine.RecoverAsync(only);
        foreach (var runId in recovered)
        {
            await Console.Error.WriteLineAsync($"Going on with run {runId}, which another host left unfinished.");
        }

        return recovered;
    }

    /// <summary>Waits until a run has ended, or only waits for longer than a minute.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="follows">Whether to wait for the end however long it takes.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<RunSummary> WaitAsync(RunId runId, bool follows, CancellationToken stop) =>
        Engine.WaitAsync(runId, follows ? null : LongestWait, stop);

    /// <summary>Waits for recovered runs; what keeps one from going on is told and harms nothing else.</summary>
    public async Task<IReadOnlyList<RunSummary>> WaitForRecoveredAsync(IReadOnlyList<RunId> runs, CancellationToken stop)
    {
        var ended = new List<RunSummary>();
        foreach (var runId in runs)
        {
            try
            {
                ended.Add(await WaitAsync(runId, follows: false, stop));
            }
            catch (ArchException e) when (e is not JournalStoreException)
            {
                await Console.Error.WriteLineAsync($"{e.Code} {e.Message}");
            }
        }

        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await Engine.DisposeAsync();
            await _store.DisposeAsync();
            _services.Dispose();
        }
    }
}
