using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Diagnostics;

namespace Arch.Host.Serving;

/// <summary>A workflow of the project as the host knows it.</summary>
internal sealed record DeployedWorkflow
{
    /// <summary>Gets the name, <c>namespace.id</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>Gets what the file says now.</summary>
    public required WorkflowCompilation Compilation { get; init; }

    /// <summary>Gets the definition that new runs get: that of the file, or the last one that could run while the file has errors.</summary>
    /// <value><see langword="null"/> when the file never held one that can run.</value>
    public WorkflowDefinition? Definition { get; init; }

    /// <summary>Gets whether the definition is older than the file, which has errors.</summary>
    public bool IsBehind => Definition is not null && Compilation.Definition is null;

    /// <summary>Gets the full paths of the files that a change of makes it another: its own, and those that it uses.</summary>
    public required IReadOnlySet<string> Files { get; init; }

    /// <summary>Gets the errors that keep the file from being used; empty when there are none.</summary>
    public IEnumerable<Diagnostic> Errors => Compilation.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Concat(Compilation.NotExecutable);
}
