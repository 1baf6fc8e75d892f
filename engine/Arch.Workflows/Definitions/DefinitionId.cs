namespace Arch.Workflows.Definitions;

/// <summary>
/// Names one version of a workflow by its content: the SHA-256 of its sources in lower-case hexadecimal.
/// </summary>
/// <param name="Value">64 hexadecimal digits.</param>
public readonly record struct DefinitionId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
