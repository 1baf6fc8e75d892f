using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Arch.Plugin.Vector.Searching;

internal sealed record SearchMatch
{
    [Description("The key of the record.")]
    public required string Key { get; init; }

    [Description("How well it matches; more is better.")]
    public required double Score { get; init; }

    [Description("Its text; null when it has none.")]
    public required string? Text { get; init; }

    [Description("Its metadata; null when it has none.")]
    public required JsonObject? Metadata { get; init; }

    [Description("Its vector, when 'include_vectors' asks for it.")]
    public IReadOnlyList<float>? Vector { get; init; }
}
