namespace Arch.Engine.Runs;

/// <summary>Names a run.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens; ids made later sort later.</param>
public readonly record struct RunId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
