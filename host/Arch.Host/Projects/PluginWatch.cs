namespace Arch.Host.Projects;

/// <summary>Has the plugins of a project loaded anew when their folders change, and tells what came of it.</summary>
internal sealed class PluginWatch : IDisposable
{
    private readonly Project _project;
    private readonly Action<string> _tell;
    private readonly FolderWatch[] _watches;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    private PluginWatch(Project project, Action<string> tell)
    {
        _project = project;
        _tell = tell;
        TellProblems(); // and know what is there, so that only changes are told
        _watches = [.. project.Settings.PluginFolders.SelectMany(folder => FolderWatch.Start(folder, "*", _ => Refresh()))];
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="project">The project.</param>
    /// <param name="tell">Gets a line for each plugin that was changed or cannot be used, from another thread.</param>
    public static PluginWatch Start(Project project, Action<string> tell) => new(project, tell);

    public void Dispose()
    {
        foreach (var watch in _watches)
        {
            watch.Dispose();
        }
    }

    private void Refresh()
    {
        foreach (var id in _project.Steps.Refresh())
        {
            var plugin = _project.Steps.Plugins.FirstOrDefault(plugin => plugin.Id == id);
            _tell(plugin is null ? $"The plugin '{id}' is gone." : $"The plugin '{id}' {plugin.Version} is used from now on.");
        }

        TellProblems();
    }

    // A change that cannot be used changes nothing but what is to be told.
    private void TellProblems()
    {
        var problems = _project.Steps.Plugins.SelectMany(plugin => plugin.Problems).Select(problem => problem.ToString()).ToList();
        lock (_told)
        {
            foreach (var problem in problems.Where(problem => !_told.Contains(problem)))
            {
                _tell(problem);
            }

            _told.Clear();
            _told.UnionWith(problems);
        }
    }
}
