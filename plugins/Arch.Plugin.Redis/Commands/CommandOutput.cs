using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Arch.Plugin.Redis.Commands;

internal sealed record CommandOutput
{
    [Description("The answer: a text, a number, null, or a list of these.")]
    public JsonNode? Result { get; init; }
}
