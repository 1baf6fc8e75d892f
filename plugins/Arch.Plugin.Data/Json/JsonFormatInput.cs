using System.ComponentModel;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Data.Json;

internal sealed record JsonFormatInput
{
    [Description("What to write.")]
    [Example("\"${{ steps.rank.outputs }}\"")]
    public required JsonElement Value { get; init; }

    [Description("Whether to lay it out for people, two blanks a level.")]
    public bool Indented { get; init; }

    [Description("The file to write. Unless given, the text is an output.")]
    [Example("out/report.json")]
    public string? File { get; init; }
}
