using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Strings;

internal sealed record DeleteInput : ServerInput
{
    [Description("The keys.")]
    [Example("[orders:17, orders:18]")]
    [Length(1, 10_000)]
    public required IReadOnlyList<string> Keys { get; init; }

    [Description("Deletes the one key only if it has this value, in one move.")]
    [Example("draft")]
    public JsonElement? IfValue { get; init; }

    [Description("How the value is written: as text, or as base64 where it is to be other bytes.")]
    public ValueEncoding Encoding { get; init; }
}
