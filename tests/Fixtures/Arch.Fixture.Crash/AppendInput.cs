namespace Arch.Fixture.Crash;

/// <summary>What <see cref="AppendStep"/> is given.</summary>
public sealed record AppendInput
{
    /// <summary>Gets the file.</summary>
    public required string File { get; init; }
}
