using System.ComponentModel;

namespace Arch.Plugin.Redis.Strings;

internal sealed record GetOutput
{
    [Description("The value; null when there is none.")]
    public string? Value { get; init; }

    [Description("Whether the key is there.")]
    public required bool Exists { get; init; }
}
