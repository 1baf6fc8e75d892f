using System.ComponentModel;
using Arch.Sdk;

namespace Arch.Plugin.Data.Json;

internal sealed record JsonParseInput
{
    [Description("The JSON text. Give this or 'file'.")]
    public string? Text { get; init; }

    [Description("The file to read, at most 64 MiB.")]
    [Example("data/earthquakes.json")]
    public string? File { get; init; }

    [Description("Whether each line is a JSON text of its own. The value is then an array of them; empty lines are passed over.")]
    public bool Lines { get; init; }
}
