using Arch.Host.Cli;
using Arch.Host.Projects;
using Arch.Workflows.Editing;

namespace Arch.Host.LanguageServer;

/// <summary>The project that the client works on, and the files that it has open.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly Dictionary<string, OpenFile> _files = new(StringComparer.Ordinal);
    private Project? _project;
    private ProjectWorkflows? _workflows;

    public string Folder { get; private set; } = "";

    /// <summary>Gets the folder that the project's files are named from.</summary>
    public string ProjectFolder => _project?.Settings.ProjectFolder ?? Folder;

    public IEnumerable<OpenFile> Files => _files.Values;

    /// <summary>Opens the project of a folder, or opens it again after its files have changed.</summary>
    /// <returns>What is wrong with its settings; it is opened without them then. Empty when all is well.</returns>
    public IReadOnlyList<string> Open(string folder)
    {
        Folder = folder;
        IReadOnlyList<string> problems = [];
        Project opened;
        try
        {
            opened = Project.Open(folder);
        }
        catch (UsageException exception)
        {
            problems = exception.Lines;
            opened = Project.Bare(folder);
        }

        _project?.Dispose();
        _project = opened;

        Refresh();
        return problems;
    }

    /// <summary>Forgets what is known about the files on disk.</summary>
    public void Refresh()
    {
        _workflows = null;
        foreach (var file in _files.Values)
        {
            file.Analysis = null;
            file.Published = -1;
        }
    }

    public OpenFile Add(Uri uri) => _files[uri.OriginalString] = new OpenFile(uri);

    public OpenFile? Find(Uri uri) => _files.GetValueOrDefault(uri.OriginalString);

    public void Remove(Uri uri) => _files.Remove(uri.OriginalString);

    /// <summary>Gives what is known about a file as it is now.</summary>
    public FileAnalysis Analyze(OpenFile file)
    {
        if (file.Analysis is { } known)
        {
            return known;
        }

        var project = _project ??= Project.Bare(Folder);
        _workflows ??= project.Workflows();
        return file.Analysis = project.LanguageService(file.Path, _workflows).Analyze(file.Source);
    }

    public void Dispose() => _project?.Dispose();
}
