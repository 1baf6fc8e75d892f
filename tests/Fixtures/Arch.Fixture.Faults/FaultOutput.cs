namespace Arch.Fixture.Faults;

/// <summary>What <see cref="FaultStep"/> gives.</summary>
public sealed record FaultOutput
{
    /// <summary>Gets a text.</summary>
    public string Text { get; init; } = "";
}
