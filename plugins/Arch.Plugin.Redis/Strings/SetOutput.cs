using System.ComponentModel;

namespace Arch.Plugin.Redis.Strings;

internal sealed record SetOutput
{
    [Description("Whether the value was set.")]
    public required bool Stored { get; init; }

    [Description("The value before; null when there was none or it was not asked for.")]
    public string? Previous { get; init; }
}
