using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Steps;
using Arch.Sdk;

namespace Arch.Host.Runs;

/// <summary>An engine with all that it works with, for the time of one command.</summary>
internal sealed class RunSession : IAsyncDisposable
{
    // A run that has nothing to do for longer than this is left to its timer and the next host.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly StepServices _services;
    private ProjectAgents? _agents;
    private bool _isDisposed;

    private RunSession(Project project, ProjectWorkflows workflows, IJournalStore store, StepServices services, SessionRuns runs, WorkflowEngine engine)
    {
        Project = project;
        Workflows = workflows;
        Store = store;
        _services = services;
        Runs = runs;
        Engine = engine;
    }

    public Project Project { get; }

    /// <summary>Gets what <c>call:</c> may name.</summary>
    public ProjectWorkflows Workflows { get; }

    public WorkflowEngine Engine { get; }

    public IJournalStore Store { get; }

    /// <summary>Gets the store as an index of runs; both kinds of stores are one.</summary>
    public IRunIndex Index => (IRunIndex)Store;

    /// <summary>Gets the runs that this session worked on.</summary>
    public SessionRuns Runs { get; }

    /// <summary>Makes an engine, which takes over nothing by itself yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="workflows">What <c>call:</c> may name.</param>
    /// <param name="output">Who shows what happens.</param>
    /// <param name="mode">Where runs are kept, and whether they are gone on with.</param>
    public static async Task<RunSession> OpenAsync(Project project, ProjectWorkflows workflows, IRunOutput output, SessionMode mode)
    {
        IJournalStore store = mode == SessionMode.Ephemeral ? InMemory() : await ProjectStore.OpenAsync(project);
        var services = new StepServices(project.Settings, output, isStored: mode != SessionMode.Ephemeral);
        var runs = new SessionRuns(output);
        var agents = mode == SessionMode.Ephemeral ? null : new ProjectAgents(project.Settings.DataFolder);
        var options = new EngineOptions
        {
            Store = store,
            Executor = new PluginStepExecutor(project.Steps, services),
            Definitions = new ProjectDefinitions(project, workflows),
            Observer = runs,
            Agents = agents,
            Events = agents,
        };
        if (mode == SessionMode.Detached)
        {
            options = options with { MostRunsInMemory = 0 };
        }

        return new RunSession(project, workflows, store, services, runs, new WorkflowEngine(options)) { _agents = agents };
    }

    /// <summary>Takes over the unfinished runs of hosts that are gone, and says so.</summary>
    /// <returns>The runs; they go on while the caller does something else.</returns>
    public async Task<IReadOnlyList<RunId>> RecoverAsync()
    {
        var recovered = await Engine.RecoverAsync();
        foreach (var runId in recovered)
        {
            await Console.Error.WriteLineAsync($"Going on with run {runId}, which another host left unfinished.");
        }

        return recovered;
    }

    /// <summary>Waits until a run has ended, was parked, or only waits for longer than a minute.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="follows">Whether to wait for the end however long it takes.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<RunSummary> WaitAsync(RunId runId, bool follows, CancellationToken stop)
    {
        if (follows)
        {
            return await Engine.WaitAsync(runId, null, stop);
        }

        while (true)
        {
            var run = await Engine.WaitAsync(runId, LongestWait, stop);
            if (run.HasEnded || run.Status == RunStatus.Parked)
            {
                return run;
            }

            // A run that waits for one that it called waits for long only when that one does.
            await Engine.SettleAsync(stop);
            run = await Store.FindAsync(runId) ?? run;
            if (run.HasEnded || !(run.DueAt - TimeProvider.System.GetUtcNow() <= LongestWait))
            {
                return run;
            }
        }
    }

    /// <summary>Waits for several runs; what keeps one from going on is told and harms nothing else.</summary>
    public async Task<IReadOnlyList<RunSummary>> WaitForAsync(IReadOnlyList<RunId> runs, CancellationToken stop)
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

    /// <summary>Ends the work: nothing more is taken over, and what is under way comes to where it has ended or only waits.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        Engine.TakeNoMore();
        try
        {
            await Engine.SettleAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever asked to stop wants out; the next host goes on with what is left.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            await Engine.DisposeAsync();
            if (_agents is not null)
            {
                await _agents.DisposeAsync();
            }

            await Store.DisposeAsync();
            _services.Dispose();
        }
    }

    private static MemoryJournalStore InMemory() => new();
}
