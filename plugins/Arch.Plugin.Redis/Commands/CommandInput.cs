using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Arch.Plugin.Redis.Connecting;
using Arch.Plugin.Redis.Values;
using Arch.Sdk;

namespace Arch.Plugin.Redis.Commands;

internal sealed record CommandInput : ServerInput
{
    [Description("The name of the command, without its arguments.")]
    [Example("ZADD")]
    [RegularExpression("[A-Za-z][A-Za-z_]*(\\.[A-Za-z][A-Za-z_]*)?")]
    public required string Command { get; init; }

    [Description("Its arguments. What is no text is sent as JSON.")]
    [Example("[scores, 12, ada]")]
    [Length(0, 10_000)]
    public IReadOnlyList<JsonElement> Arguments { get; init; } = [];

    [Description("How arguments are written and the answer is given: as text, or as base64.")]
    public ValueEncoding Encoding { get; init; }
}
