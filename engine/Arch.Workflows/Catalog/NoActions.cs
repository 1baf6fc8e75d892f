namespace Arch.Workflows.Catalog;

/// <summary>Has no action files.</summary>
public sealed class NoActions : IActionFiles
{
    /// <summary>Gets the only object of this kind.</summary>
    public static NoActions Value { get; } = new();

    /// <inheritdoc/>
    public ActionFile Read(string workflowFile, string path) => ActionFile.Missing;
}
