namespace Arch.Sdk;

/// <summary>The input or output of a step that has none.</summary>
public sealed record Nothing
{
    /// <summary>Gets the only value.</summary>
    public static Nothing Value { get; } = new();
}
