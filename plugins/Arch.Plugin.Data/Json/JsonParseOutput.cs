using System.ComponentModel;
using System.Text.Json;

namespace Arch.Plugin.Data.Json;

internal sealed record JsonParseOutput
{
    [Description("What the text holds.")]
    public required JsonElement Value { get; init; }
}
