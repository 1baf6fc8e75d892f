using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Arch.Plugin.Ai.Agents;

/// <summary>What a model costs.</summary>
internal sealed record AiPrice
{
    private const double Million = 1_000_000;

    [Description("US dollars for a million tokens that the model reads.")]
    [Range(0d, 1_000_000d)]
    public required double Input { get; init; }

    [Description("US dollars for a million tokens that the model writes.")]
    [Range(0d, 1_000_000d)]
    public required double Output { get; init; }

    public double Of(long inputTokens, long outputTokens) => ((inputTokens * Input) + (outputTokens * Output)) / Million;
}
