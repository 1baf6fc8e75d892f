using System.ComponentModel;

namespace Arch.Plugin.Data.Hashing;

internal sealed record HashOutput
{
    [Description("The hash.")]
    public required string Hash { get; init; }

    [Description("How many bytes were hashed.")]
    public required long Size { get; init; }
}
