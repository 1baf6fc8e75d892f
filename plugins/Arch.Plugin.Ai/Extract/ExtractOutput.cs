using System.ComponentModel;
using System.Text.Json;
using Arch.Plugin.Ai.Chat;

namespace Arch.Plugin.Ai.Extract;

internal sealed record ExtractOutput
{
    [Description("The data; it fits the schema.")]
    public required JsonElement Data { get; init; }

    [Description("The model that answered, as the server names it.")]
    public required string Model { get; init; }

    [Description("The tokens that were used, repairs included.")]
    public required Usage Usage { get; init; }
}
