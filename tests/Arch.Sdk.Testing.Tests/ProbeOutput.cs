namespace Arch.Sdk.Testing.Tests;

public sealed record ProbeOutput
{
    public string LongText { get; init; } = "";
}
