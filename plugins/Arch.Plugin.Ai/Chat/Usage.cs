using System.ComponentModel;

namespace Arch.Plugin.Ai.Chat;

internal sealed record Usage
{
    [Description("The tokens of the questions, as the server counts them; 0 when it does not tell.")]
    public required long InputTokens { get; init; }

    [Description("The tokens of the answers.")]
    public required long OutputTokens { get; init; }

    [Description("All tokens.")]
    public required long TotalTokens { get; init; }
}
