namespace Arch.Fixture.Faults;

/// <summary>What <see cref="FaultStep"/> is given.</summary>
public sealed record FaultInput
{
    /// <summary>Gets what to do.</summary>
    public required Fault Do { get; init; }

    /// <summary>Gets a text or path that goes with it.</summary>
    public string Text { get; init; } = "";
}
