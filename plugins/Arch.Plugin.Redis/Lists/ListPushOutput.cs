using System.ComponentModel;

namespace Arch.Plugin.Redis.Lists;

internal sealed record ListPushOutput
{
    [Description("How long the list is now.")]
    public required long Length { get; init; }
}
