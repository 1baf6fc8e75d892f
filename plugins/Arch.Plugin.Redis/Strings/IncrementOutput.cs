using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Arch.Plugin.Redis.Strings;

internal sealed record IncrementOutput
{
    [Description("The sum; a text where a number would lose digits.")]
    public required JsonNode Value { get; init; }
}
