using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Reading;

namespace Arch.Host.Projects;

/// <summary>The workflows of a project's folders by name. The folders are looked at when a name is first asked for.</summary>
internal sealed class ProjectWorkflows : IWorkflowCatalog
{
    private readonly HashSet<string> _agents = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, SourceText>> _files;

    /// <param name="projectFolder">The folder that files are shown relative to.</param>
    /// <param name="folders">Folders to look into, with all that are in them.</param>
    /// <param name="besides">Folders to look into without those in them; what is in <paramref name="folders"/> wins.</param>
    public ProjectWorkflows(string projectFolder, IReadOnlyList<string> folders, IReadOnlyList<string> besides) =>
        _files = new(() => Read(projectFolder, folders, besides));

    public IReadOnlyCollection<string> Names => _files.Value.Keys;

    public IReadOnlyCollection<string>? Agents => _files.Value is null ? null : _agents;

    public SourceText? Find(string fullName) => _files.Value.GetValueOrDefault(fullName);

    private Dictionary<string, SourceText> Read(string projectFolder, IReadOnlyList<string> folders, IReadOnlyList<string> besides)
    {
        var files = folders.SelectMany(folder => WorkflowFiles.In(folder, recursive: true))
            .Concat(besides.SelectMany(folder => WorkflowFiles.In(folder, recursive: false)));
        var found = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var file in files.Distinct())
        {
            var source = SourceText.Decode(Path.GetRelativePath(projectFolder, file), File.ReadAllBytes(file));
            if (NameOf(source, out var isAgent) is { } name)
            {
                _ = isAgent ? _agents.Add(name) : found.TryAdd(name, source);
            }
        }

        return found;
    }

    // A broken file has no name here; whoever calls it is told that there is no such workflow, 'arch validate' says why.
    private static string? NameOf(SourceText source, out bool isAgent)
    {
        var root = YamlContent.Read(source).Value;
        isAgent = root["kind"] == Value.From("agent");
        var isWorkflow = isAgent || root["kind"].IsUndefined || root["kind"] == Value.From("workflow");
        return isWorkflow && root["namespace"].TryGetString(out var space) && root["id"].TryGetString(out var id) ? $"{space}.{id}" : null;
    }
}
