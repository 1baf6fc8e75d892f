using System.ComponentModel;
using Arch.Plugin.Ai.Chat;

namespace Arch.Plugin.Ai.Classify;

internal sealed record ClassifyOutput
{
    [Description("The label, one of those that were given.")]
    public required string Label { get; init; }

    [Description("The model that answered, as the server names it.")]
    public required string Model { get; init; }

    [Description("The tokens that were used.")]
    public required Usage Usage { get; init; }
}
