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
}
