namespace Arch.Workflows.Catalog;

/// <summary>The workflows that <c>call:</c> may name.</summary>
public interface IWorkflowCatalog
{
    /// <summary>Gets the full names of all workflows, for "did you mean".</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Finds the file of a workflow.</summary>
    /// <param name="fullName">The name, <c>namespace.id</c>.</param>
    /// <returns>The text and its place, or <see langword="null"/> when there is no such workflow.</returns>
    SourceText? Find(string fullName);

    /// <summary>Gets the full names of the agents that are declared beside the workflows.</summary>
    /// <value><see langword="null"/> when that is not known; then nothing is said about names of agents.</value>
    IReadOnlyCollection<string>? Agents => null;
}
