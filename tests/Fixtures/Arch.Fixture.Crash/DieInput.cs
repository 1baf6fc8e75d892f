namespace Arch.Fixture.Crash;

/// <summary>What <see cref="DieStep"/> is given.</summary>
public sealed record DieInput
{
    /// <summary>Gets the file.</summary>
    public required string WhileThere { get; init; }
}
