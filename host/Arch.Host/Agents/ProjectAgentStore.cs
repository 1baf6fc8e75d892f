using Arch.Agents.Ports;
using Arch.Host.Cli;
using Arch.Host.Projects;
using Arch.Storage.Sqlite;
using Arch.Storage.Sqlite.Agents;

namespace Arch.Host.Agents;

/// <summary>Opens the store of the project's agents.</summary>
internal static class ProjectAgentStore
{
    public static Task<SqliteAgentStore> OpenAsync(Project project) =>
        SqliteAgentStore.OpenAsync(new SqliteStoreOptions { Folder = project.Settings.DataFolder });

    /// <summary>Opens it where there is one.</summary>
    public static async Task<SqliteAgentStore?> FindAsync(Project project) =>
        File.Exists(Path.Combine(project.Settings.DataFolder, SqliteAgentStore.FileName)) ? await OpenAsync(project) : null;

    /// <summary>Opens it with all agents that files declare, and checks that one of them is meant.</summary>
    public static async Task<SqliteAgentStore> OpenForAsync(Project project, string agent)
    {
        var store = await OpenAsync(project);
        await AgentFiles.DeclareAsync(project, store, starts: false);
        if (await store.FindAsync(agent) is not null)
        {
            return store;
        }

        await store.DisposeAsync();
        throw NoSuchAgent(agent);
    }

    public static UsageException NoSuchAgent(string agent) =>
        new("ARCH6020", $"There is no agent '{agent}' in this project. 'arch agents list' shows those there are.");

    public static void Refuse(AgentMail mail, MailResult result)
    {
        if (AgentMailRules.Refusal(mail, result) is var (code, message))
        {
            throw new UsageException(code, message);
        }
    }
}
