namespace Arch.Workflows.Grammar;

/// <summary>A key.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What its value is.</param>
/// <param name="Summary">What it means, in a sentence.</param>
internal sealed record KeyRule(string Name, ValueRule Value, string Summary)
{
    /// <summary>Gets whether the key must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets whether it is read and checked but cannot be executed in this version.</summary>
    public bool IsLater { get; init; }
}
