using System.ComponentModel.DataAnnotations;

namespace Arch.Sdk.Testing.Tests;

public sealed record ProbeInput
{
    public required string What { get; init; }

    [Range(1, 10)]
    public int Times { get; init; } = 1;
}
