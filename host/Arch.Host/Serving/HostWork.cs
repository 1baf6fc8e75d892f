using Arch.Agents.Running;
using Arch.Engine.Ports;
using Arch.Engine.Shell;
using Arch.Host.Agents;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Host.Settings;
using Arch.Host.Steps;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Agents;

namespace Arch.Host.Serving;

/// <summary>What a host works with and on: the store, the engine, the agents and the folders that it watches.</summary>
internal sealed partial class HostWork : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly HostOutput _output;
    private readonly HostEvents _events;
    private readonly StepServices _services;
    private readonly ProjectAgents _agents;
    private readonly AgentManager? _manager;
    private readonly List<IDisposable> _watches = [];

    private HostWork(Project project, HostOutput output, SqliteJournalStore store, SqliteAgentStore agentStore, ILogger logger)
    {
        _output = output;
        _logger = logger;
        Project = project;
        Store = store;
        AgentStore = agentStore;
        Workflows = new HostWorkflows(project);
        _services = new StepServices(project.Settings, output);
        _agents = new ProjectAgents(project.Settings.DataFolder);
        _events = new HostEvents(_agents);
        var options = new EngineOptions
        {
            Store = store,
            Executor = new PluginStepExecutor(project.Steps, _services),
            Definitions = Workflows,
            Observer = output,
            Agents = _agents,
            Events = _events,
        };
        Engine = new WorkflowEngine(Roles.HasFlag(HostRoles.Workers) ? options : options with { MostRunsInMemory = 0 });
        if (Roles.HasFlag(HostRoles.Agents))
        {
            _manager = new AgentManager(new AgentManagerOptions
            {
                Store = agentStore,
                Runners = project.AgentTypes,
                World = new AgentWorld(Engine, Workflows, new ApprovalWorkflow(project), store.FindAsync),
                Tools = new AgentTools(Engine, Workflows, project.Steps, _services),
                Services = new AgentServices(project.AgentTypes, _services),
                Observer = new AgentOutput(output),
            });
            output.RunEnded = run => _manager.OnRunEnded(run.RunId);
        }
    }

    public Project Project { get; }

    public HostRoles Roles => Project.Settings.Server.Roles;

    public SqliteJournalStore Store { get; }

    public SqliteAgentStore AgentStore { get; }

    public IRunIndex Index => Store;

    public HostWorkflows Workflows { get; }

    /// <summary>Gets the triggers; <see langword="null"/> when the host does not have that role.</summary>
    public HostTriggers? Triggers { get; private set; }

    /// <summary>Gets what is held while a file of the project is replaced.</summary>
    public Lock Saving { get; } = new();

    public WorkflowEngine Engine { get; }

    /// <summary>Gets whether it works: runs were taken over and nothing has failed.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Opens the store and compiles the workflows; nothing works yet.</summary>
    public static async Task<HostWork> OpenAsync(Project project, ILoggerFactory loggers)
    {
        var store = await ProjectStore.OpenAsync(project);
        var agents = await ProjectAgentStore.OpenAsync(project);
        var work = new HostWork(project, new HostOutput(loggers), store, agents, loggers.CreateLogger("host"));
        if (work.Roles.HasFlag(HostRoles.Triggers))
        {
            await work.OpenTriggersAsync(loggers.CreateLogger("triggers"));
        }

        return work;
    }

    private async Task OpenTriggersAsync(ILogger logger)
    {
        var triggers = await HostTriggers.OpenAsync(Project.Settings.DataFolder, new HostTriggerRuns(Engine, Store), logger);
        triggers.Replace(Workflows.All.Values, Workflows.All);
        Workflows.Changed += changed => triggers.Replace(changed, Workflows.All);
        _output.RunChanged = triggers.OnRunChanged;
        _events.Triggers = triggers;
        Triggers = triggers;
    }

    /// <summary>Takes over the runs of hosts that are gone, starts the engine and the agents, and watches the folders.</summary>
    public async Task StartAsync()
    {
        TellWrong(Workflows.All.Values);
        Workflows.Changed += TellChanged;
        if (Roles.HasFlag(HostRoles.Workers))
        {
            var recovered = await Engine.RecoverAsync();
            if (recovered.Count > 0)
            {
                Recovered(_logger, recovered.Count);
            }
        }

        Engine.Start();
        await AgentFiles.DeclareAsync(Project, AgentStore, starts: _manager is not null);
        if (_manager is not null)
        {
            _manager.Start();
        }

        if (Triggers is not null)
        {
            await Triggers.Service.StartAsync();
        }

        _watches.Add(PluginWatch.Start(Project, TellPlugin));
        _watches.AddRange(Project.Settings.WorkflowFolders.SelectMany(folder => FolderWatch.Start(folder, FolderWatch.Workflows, Refresh)));
        IsReady = true;
    }

    /// <summary>Ends the work: nothing is begun any more, and what is under way comes to where it has ended or only waits.</summary>
    /// <param name="patience">How long that may take; what is left then is gone on with by the next host.</param>
    public async Task FinishAsync(TimeSpan patience)
    {
        IsReady = false;
        StopWatching();
        if (Triggers is not null)
        {
            await Triggers.Service.StopAsync();
        }

        Engine.TakeNoMore();
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await Engine.SettleAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Unsettled(_logger, patience.TotalSeconds);
        }
    }

    public async ValueTask DisposeAsync()
    {
        StopWatching();
        if (_manager is not null)
        {
            await _manager.DisposeAsync();
        }

        // What events and ends of runs fire is given to them by the engine, so that it ends before them.
        await Engine.DisposeAsync();
        if (Triggers is not null)
        {
            await Triggers.DisposeAsync();
        }

        await _agents.DisposeAsync();
        await AgentStore.DisposeAsync();
        await Store.DisposeAsync();
        _services.Dispose();
    }

    /// <summary>Gets why the agents do not work any more; <see langword="null"/> while they do.</summary>
    public Exception? Failure => _manager?.Failure;

    private void StopWatching()
    {
        foreach (var watch in _watches)
        {
            watch.Dispose();
        }

        _watches.Clear();
    }

    private void Refresh(IReadOnlyCollection<string>? files)
    {
        try
        {
            Workflows.Refresh(files);
            AgentFiles.DeclareAsync(Project, AgentStore, starts: _manager is not null).GetAwaiter().GetResult();
        }
        catch (IOException exception)
        {
            // A file that is being replaced; the next change tells of it.
            Unread(_logger, exception.Message);
        }
    }

    private void TellPlugin(string line)
    {
        Told(_logger, line);
        Refresh(null);
    }

    private void TellChanged(IReadOnlyList<DeployedWorkflow> changed)
    {
        foreach (var workflow in changed.Where(workflow => !workflow.Errors.Any()))
        {
            Deployed(_logger, workflow.FullName, workflow.Definition?.Id.Value ?? "");
        }

        TellWrong(changed);
    }

    private void TellWrong(IEnumerable<DeployedWorkflow> workflows)
    {
        foreach (var workflow in workflows.Where(workflow => workflow.Errors.Any()).OrderBy(workflow => workflow.FullName, StringComparer.Ordinal))
        {
            var kept = workflow.IsBehind ? "goes on as it was before" : "cannot run";
            var error = workflow.Errors.First().ToString();
            Wrong(_logger, workflow.FullName, kept, error);
        }
    }

    [LoggerMessage(LogLevel.Information, "Going on with {Count} runs that another host left unfinished")]
    private static partial void Recovered(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Not everything came to a rest within {Seconds} s; the next host goes on with it")]
    private static partial void Unsettled(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Debug, "A file could not be read: {Message}")]
    private static partial void Unread(ILogger logger, string message);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void Told(ILogger logger, string line);

    [LoggerMessage(LogLevel.Information, "Workflow {Workflow} is {Definition} from now on")]
    private static partial void Deployed(ILogger logger, string workflow, string definition);

    [LoggerMessage(LogLevel.Error, "Workflow {Workflow} {Kept}: {Error}")]
    private static partial void Wrong(ILogger logger, string workflow, string kept, string error);
}
