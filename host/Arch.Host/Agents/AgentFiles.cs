using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Host.Projects;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Agents;

/// <summary>The agents that the project's files declare.</summary>
internal static class AgentFiles
{
    /// <summary>Reads them. What is wrong with a file is told, and its agents are left as they are.</summary>
    public static async Task<IReadOnlyList<AgentDefinition>> ReadAsync(Project project)
    {
        var workflows = project.Workflows();
        var agents = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var file in project.Settings.WorkflowFolders.SelectMany(folder => WorkflowFiles.In(folder, recursive: true)).Distinct())
        {
            var text = await File.ReadAllTextAsync(file);
            if (!text.Contains("agent", StringComparison.Ordinal))
            {
                continue;
            }

            var shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
            var compilation = project.Compiler(file, workflows).Compile(new(shown, text));
            foreach (var agent in compilation.Agents)
            {
                if (!agents.TryAdd(agent.FullName, agent))
                {
                    await Console.Error.WriteLineAsync($"{shown}: ARCH8104 the agent '{agent.FullName}' is declared in another file already; that one counts.");
                }
            }

            if (compilation.HasErrors && text.Contains("kind: agent", StringComparison.Ordinal))
            {
                foreach (var diagnostic in compilation.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error))
                {
                    await Console.Error.WriteLineAsync(diagnostic.ToString());
                }
            }
        }

        return [.. agents.Values];
    }

    /// <summary>Makes the store know them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="store">The store.</param>
    /// <param name="starts">Whether those that start by themselves are started when they never were.</param>
    public static async Task DeclareAsync(Project project, IAgentStore store, bool starts)
    {
        var now = TimeProvider.System.GetUtcNow();
        var agents = await ReadAsync(project);
        await Task.WhenAll(agents.Select(async agent =>
        {
            await store.DeclareAsync(agent, now);
            if (starts && agent.StartsByItself && await store.FindAsync(agent.FullName) is { Life.Status: AgentStatus.Created })
            {
                await store.ChangeAsync(agent.FullName, new StartAsked(), now);
            }
        }));
    }
}
