namespace Arch.Workflows.Reading;

/// <summary>
/// A piece of YAML with its exact range in the file. Immutable. What an alias names is the same object again.
/// </summary>
/// <param name="Start">Where it begins, in UTF-16 units from 0.</param>
/// <param name="End">Where it ends; one behind its last character.</param>
internal abstract record YamlNode(int Start, int End)
{
    /// <summary>Gets how many nodes it and everything under it are, aliases counted as often as they stand.</summary>
    public int Size { get; init; } = 1;

    /// <summary>Gets how many levels it has; 1 for a scalar.</summary>
    public int Height { get; init; } = 1;

    /// <summary>Gets whether something was reported about it already, so that nothing more is said.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Gets what it is called in messages.</summary>
    public abstract string Kind { get; }
}
