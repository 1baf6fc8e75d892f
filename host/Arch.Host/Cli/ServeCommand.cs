using System.CommandLine;
using Arch.Agents.Running;
using Arch.Host.Agents;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Host.Steps;

namespace Arch.Host.Cli;

/// <summary><c>arch serve</c>: goes on with runs and has agents work until it is told to end.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Goes on with runs and has agents work, until SIGINT or SIGTERM.");
        command.SetAction((_, _) => ServeAsync());
        return command;
    }

    private static async Task<int> ServeAsync()
    {
        using var signals = new StopSignals();
        using var project = Project.OpenForLong();
        await using var output = RunOutput.Create(OutputFormat.Text, isQuiet: true);
        var workflows = project.Workflows();
        await using var session = await RunSession.OpenAsync(project, workflows, output, SessionMode.Durable);
        await using var store = await ProjectAgentStore.OpenAsync(project);
        using var services = new StepServices(project.Settings, output);
        var definitions = new ProjectDefinitions(project, workflows);
        await session.RecoverAsync();
        session.Engine.Start();
        await AgentFiles.DeclareAsync(project, store, starts: true);
        await using var manager = new AgentManager(new AgentManagerOptions
        {
            Store = store,
            Runners = project.AgentTypes,
            World = new AgentWorld(session.Engine, definitions),
            Tools = new AgentTools(session.Engine, definitions, project.Steps, services),
            Services = new AgentServices(project.AgentTypes, services),
            Observer = new AgentOutput(output),
        });
        manager.Start();
        using var plugins = PluginWatch.Start(project, Console.Error.WriteLine);
        await Console.Error.WriteLineAsync("Serving. SIGINT or SIGTERM ends it; what is under way is kept.");
        try
        {
            await Task.Delay(Timeout.Infinite, signals.Asked);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Ending ...");
        }

        return manager.Failure is null ? ExitCodes.Succeeded : ExitCodes.RunFailed;
    }
}
