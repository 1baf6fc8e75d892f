using System.Collections.Concurrent;
using Arch.Host.Projects;
using Arch.Host.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Host.Cli.Runs;

/// <summary>The versions that runs are to go on with, each compiled once. Safe to use from many threads.</summary>
/// <param name="given">The version for all; <see langword="null"/> for what the workflow folders have.</param>
internal sealed class NewVersions(WorkflowDefinition? given)
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _byName = new(StringComparer.Ordinal);

    /// <exception cref="Sdk.ArchException">ARCH6005: the folders have no such workflow, or it has errors.</exception>
    public WorkflowDefinition For(RunSession session, string workflow) =>
        given ?? _byName.GetOrAdd(workflow, name => new ProjectDefinitions(session.Project, session.Workflows).Resolve(name, null));
}
