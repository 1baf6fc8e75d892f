using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Commands;

internal sealed record PublishInput : ServerInput
{
    [Description("The channel.")]
    [Example("orders")]
    [Length(1, 65_536)]
    public required string Channel { get; init; }

    [Description("The message. What is no text is sent as JSON.")]
    [Example("{ id: 17, state: paid }")]
    public required JsonElement Message { get; init; }

    [Description("How the value is written: as text, or as base64 where it is to be other bytes.")]
    public ValueEncoding Encoding { get; init; }
}
