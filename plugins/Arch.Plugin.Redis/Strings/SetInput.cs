using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

internal sealed record SetInput : ServerInput
{
    [Description("The key.")]
    [Example("orders:17")]
    [Length(1, 65_536)]
    public required string Key { get; init; }

    [Description("The value. What is no text is kept as JSON.")]
    [Example("paid")]
    public required JsonElement Value { get; init; }

    [Description("How the value is written: as text, or as base64 where it is to be other bytes.")]
    public ValueEncoding Encoding { get; init; }

    [Description("How long the key lives; for ever unless given.")]
    [Example("10m")]
    public TimeSpan? Ttl { get; init; }

    [Description("Whether the time that the key has to live stays as it is. Not with 'ttl'.")]
    public bool KeepTtl { get; init; }

    [Description("Whether it is set only where the key is missing, or only where it is present.")]
    public SetCondition OnlyIf { get; init; }

    [Description("Whether the value before is given. Without it, a key that holds a list or a hash can be overwritten too.")]
    public bool ReturnPrevious { get; init; } = true;
}
