using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Lists;

internal sealed record ListPopInput : ServerInput
{
    [Description("The key.")]
    [Example("queue:mails")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("How many values at most.")]
    [Range(1, 10_000)]
    public int Count { get; init; } = 1;

    [Description("The end of the list that they are taken from.")]
    public ListSide Side { get; init; }

    [Description("How the value is given: as text, or as base64 where it is not text in UTF-8.")]
    public ValueEncoding Encoding { get; init; }
}
