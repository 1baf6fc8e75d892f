using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Lists;

internal sealed record ListPushInput : ServerInput
{
    [Description("The key.")]
    [Example("queue:mails")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("The values, put in one after the other. What is no text is kept as JSON.")]
    [Example("[first, second]")]
    [Length(1, 10_000)]
    public required IReadOnlyList<JsonElement> Values { get; init; }

    [Description("How the value is written: as text, or as base64 where it is to be other bytes.")]
    public ValueEncoding Encoding { get; init; }

    [Description("The end of the list that they are put at.")]
    public ListSide Side { get; init; } = ListSide.Right;
}
