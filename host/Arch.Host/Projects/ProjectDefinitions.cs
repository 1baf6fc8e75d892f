using Arch.Engine.Ports;
using Arch.Sdk;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Host.Projects;

/// <summary>Gives the engine the definitions of called workflows and of runs in flight.</summary>
internal sealed class ProjectDefinitions(Project project, ProjectWorkflows workflows) : IDefinitionSource
{
    public WorkflowDefinition Resolve(string fullName, string? version)
    {
        if (workflows.Find(fullName) is not { } source)
        {
            throw new ArchException("ARCH6005", $"The workflow '{fullName}' is in none of the project's workflow folders.");
        }

        if (version is not null)
        {
            throw new ArchException(
                "ARCH6005", $"Version '{version}' of the workflow '{fullName}' was asked for, but files have no versions. Call '{fullName}'.");
        }

        var compilation = project.Compiler(Path.Combine(project.Settings.ProjectFolder, source.File), workflows)
            .Compile(source);
        return compilation.Definition
            ?? throw new ArchException("ARCH6005", $"The workflow '{fullName}' cannot run: {compilation.Diagnostics[0]}");
    }

    public WorkflowDefinition Restore(IReadOnlyList<SourceText> sources) =>
        project.Compiler(Path.Combine(project.Settings.ProjectFolder, sources[0].File), workflows).Restore(sources);
}
