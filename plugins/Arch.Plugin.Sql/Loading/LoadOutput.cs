using System.ComponentModel;

namespace Arch.Plugin.Sql.Loading;

internal sealed record LoadOutput
{
    [Description("How many rows were read.")]
    public required long Read { get; init; }

    [Description("How many rows were inserted or took the place of others.")]
    public required long Loaded { get; init; }

    [Description("How many rows were left out because their key was there already.")]
    public required long Skipped { get; init; }
}
