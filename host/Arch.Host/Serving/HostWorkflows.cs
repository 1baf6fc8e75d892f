using System.Collections.Frozen;
using Arch.Engine.Ports;
using Arch.Host.Projects;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Host.Serving;

/// <summary>
/// The workflows of a host, compiled once and again only when a file or plugin changes. A file that becomes wrong leaves its workflow
/// as it was. Safe to use from many threads.
/// </summary>
internal sealed class HostWorkflows : IDefinitionSource
{
    private readonly Project _project;
    private readonly Lock _refreshing = new();
    private volatile FrozenDictionary<string, DeployedWorkflow> _all = FrozenDictionary<string, DeployedWorkflow>.Empty;
    private volatile ProjectWorkflows _files;

    public HostWorkflows(Project project)
    {
        _project = project;
        _files = project.Workflows();
        Refresh(null);
    }

    /// <summary>Is called after workflows have changed or gone, with those that are others or new, from the thread that refreshed them.</summary>
    public event Action<IReadOnlyList<DeployedWorkflow>>? Changed;

    /// <summary>Gets all workflows by name.</summary>
    public IReadOnlyDictionary<string, DeployedWorkflow> All => _all;

    /// <summary>Gets the files as what <c>call:</c> may name.</summary>
    public ProjectWorkflows Files => _files;

    public DeployedWorkflow? Find(string fullName) => _all.GetValueOrDefault(fullName);

    /// <inheritdoc/>
    public WorkflowDefinition Resolve(string fullName, string? version)
    {
        var workflow = Find(fullName)
            ?? throw new ArchException("ARCH6005", $"The workflow '{fullName}' is in none of the project's workflow folders.");
        if (version is not null && workflow.Definition?.Id.Value.StartsWith(version, StringComparison.Ordinal) != true)
        {
            throw new ArchException(
                "ARCH6005", $"Version '{version}' of the workflow '{fullName}' was asked for, but the project's is '{workflow.Definition?.Id}'.");
        }

        return workflow.Definition
            ?? throw new ArchException("ARCH6005", $"The workflow '{fullName}' cannot run: {workflow.Errors.FirstOrDefault()}");
    }

    /// <inheritdoc/>
    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) =>
        _project.Compiler(Path.Combine(_project.Settings.ProjectFolder, sources[0].File), _files).Restore(sources);

    /// <summary>Compiles anew what changed files make different.</summary>
    /// <param name="changed">The full paths of the files; <see langword="null"/> for everything, as after a change of plugins.</param>
    public void Refresh(IReadOnlyCollection<string>? changed)
    {
        List<DeployedWorkflow> different;
        bool isGone;
        lock (_refreshing)
        {
            var before = _all;
            var files = _project.Workflows();
            var after = files.Names.AsParallel()
                .Select(name => Take(name, files, before.GetValueOrDefault(name), changed))
                .ToFrozenDictionary(workflow => workflow.FullName, StringComparer.Ordinal);
            _files = files;
            _all = after;
            isGone = before.Keys.Any(name => !after.ContainsKey(name));
            different = [.. after.Values.Where(workflow => !ReferenceEquals(before.GetValueOrDefault(workflow.FullName), workflow))];
        }

        if (different.Count > 0 || isGone)
        {
            Changed?.Invoke(different);
        }
    }

    private DeployedWorkflow Take(string name, ProjectWorkflows files, DeployedWorkflow? before, IReadOnlyCollection<string>? changed)
    {
        var source = files.Find(name)!; // it is one of the names
        if (before is not null
            && changed is not null
            && before.Compilation.Source == source
            && !before.Errors.Any()
            && !changed.Any(before.Files.Contains))
        {
            return before;
        }

        var file = Path.Combine(_project.Settings.ProjectFolder, source.File);
        var analysis = _project.LanguageService(file, files).Analyze(source);
        var compilation = analysis.Compilation;
        return new DeployedWorkflow
        {
            FullName = name,
            Compilation = compilation,
            Definition = compilation.Definition ?? before?.Definition,
            Files = analysis.UsedFiles.Append(source.File)
                .Select(used => Path.GetFullPath(used, _project.Settings.ProjectFolder))
                .ToFrozenSet(StringComparer.Ordinal),
        };
    }
}
