using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

internal sealed record IncrementInput : ServerInput
{
    [Description("The key.")]
    [Example("visits:2026-11-23")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("What is added; less than 0 to subtract.")]
    [Example("1")]
    public decimal By { get; init; } = 1;

    [Description("How long the key lives from now on, if it has no end yet.")]
    [Example("1h")]
    public TimeSpan? Ttl { get; init; }
}
