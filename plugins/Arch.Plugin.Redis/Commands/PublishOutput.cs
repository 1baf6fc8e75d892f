using System.ComponentModel;

namespace Arch.Plugin.Redis.Commands;

internal sealed record PublishOutput
{
    [Description("How many receivers the server passed it to.")]
    public required long Receivers { get; init; }
}
