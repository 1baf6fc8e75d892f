using Arch.Host.Cli;
using Arch.Host.Projects;
using Arch.Storage.Sqlite;

namespace Arch.Host.Runs;

/// <summary>The store of a project.</summary>
internal static class ProjectStore
{
    /// <summary>Opens the store, which is made if need be.</summary>
    public static Task<SqliteJournalStore> OpenAsync(Project project) =>
        SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = project.Settings.DataFolder });

    /// <summary>Opens the store if there is one.</summary>
    /// <returns>The store, or <see langword="null"/> when nothing was ever run here.</returns>
    public static async Task<SqliteJournalStore?> FindAsync(Project project) =>
        Directory.Exists(project.Settings.DataFolder) ? await OpenAsync(project) : null;

    /// <summary>Opens the store for a run that was named.</summary>
    /// <exception cref="UsageException">ARCH6008: there is no store, so there is no such run.</exception>
    public static async Task<SqliteJournalStore> OpenForAsync(Project project, string runId) =>
        await FindAsync(project) ?? throw NoSuchRun(runId);

    public static UsageException NoSuchRun(string runId) =>
        new("ARCH6008", $"There is no run '{runId}' in this project. 'arch runs list' shows the newest.");
}
