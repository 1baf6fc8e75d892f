using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Ports;

/// <summary>Finds definitions for the engine.</summary>
public interface IDefinitionSource
{
    /// <summary>Gets the current definition of a workflow that a <c>call</c> names.</summary>
    /// <param name="fullName">The name, <c>namespace.id</c>.</param>
    /// <param name="version">The version asked for, or <see langword="null"/>.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="Sdk.ArchException">There is no such workflow, or it has errors.</exception>
    WorkflowDefinition Resolve(string fullName, string? version);

    /// <summary>Makes the definition of a run in flight from its stored sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <returns>The definition.</returns>
    WorkflowDefinition Restore(IReadOnlyList<SourceText> sources);
}
