using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Plugin.Ai.Connecting;

namespace Arch.Plugin.Ai.Chat;

/// <summary>How a model is to answer.</summary>
internal abstract record ModelInput : EndpointInput
{
    [Description("How much chance there is in the answer. The server's own default unless given.")]
    [Range(0d, 2d)]
    public double? Temperature { get; init; }

    [Description("The most tokens of an answer.")]
    [Range(1, 1_000_000)]
    public int? MaxTokens { get; init; }

    [Description("Asks for the same answer to the same question, as far as the server can.")]
    public long? Seed { get; init; }

    [Description("Whether the answer is logged, line by line, as it comes.")]
    public bool StreamLog { get; init; }
}
