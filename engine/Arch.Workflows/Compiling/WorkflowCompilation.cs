using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Testing;

namespace Arch.Workflows.Compiling;

/// <summary>What compiling one file gave.</summary>
public sealed record WorkflowCompilation
{
    /// <summary>Gets the file.</summary>
    public required SourceText Source { get; init; }

    /// <summary>
    /// Gets everything there is to say about the file and the actions it uses, in the order of places.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Gets those warnings (ARCH3001) that keep the workflow from running in this version of Arch.</summary>
    public IReadOnlyList<Diagnostic> NotExecutable { get; init; } = [];

    /// <summary>Gets the workflow ready to run.</summary>
    /// <value>
    /// <see langword="null"/> when there are errors, constructs that cannot be executed yet, or no workflow in the
    /// file.
    /// </value>
    public WorkflowDefinition? Definition { get; init; }

    /// <summary>Gets the name of the workflow, <c>namespace.id</c>.</summary>
    /// <value><see langword="null"/> when the file holds no workflow, or its id cannot be read.</value>
    public string? FullName { get; init; }

    /// <summary>Gets the agents of the file that can run.</summary>
    public IReadOnlyList<AgentDefinition> Agents { get; init; } = [];

    /// <summary>Gets the tests of the file, those without errors.</summary>
    public IReadOnlyList<TestSuite> Tests { get; init; } = [];

    /// <summary>Gets the webhooks of the workflow that are not disabled.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];

    /// <summary>Gets whether something is wrong that must be put right.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
