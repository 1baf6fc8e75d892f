namespace Arch.Workflows.Catalog;

/// <summary>A catalog without workflows.</summary>
public sealed class NoWorkflows : IWorkflowCatalog
{
    /// <summary>Gets the only catalog of this kind.</summary>
    public static NoWorkflows Value { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [];

    /// <inheritdoc/>
    public SourceText? Find(string fullName) => null;
}
