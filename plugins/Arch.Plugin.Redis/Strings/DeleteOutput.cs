using System.ComponentModel;

namespace Arch.Plugin.Redis.Strings;

internal sealed record DeleteOutput
{
    [Description("How many of the keys were there and are gone.")]
    public required long Deleted { get; init; }
}
