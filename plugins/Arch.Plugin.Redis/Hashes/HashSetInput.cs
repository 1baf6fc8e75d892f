using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Hashes;

internal sealed record HashSetInput : ServerInput
{
    [Description("The key.")]
    [Example("customer:7")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("The values by field. What is no text is kept as JSON.")]
    [Example("{ name: Ada, visits: 3 }")]
    public required IReadOnlyDictionary<string, JsonElement> Values { get; init; }

    [Description("How the value is written: as text, or as base64 where it is to be other bytes.")]
    public ValueEncoding Encoding { get; init; }

    [Description("How long the whole hash lives from now on; as before unless given.")]
    [Example("1h")]
    public TimeSpan? Ttl { get; init; }
}
