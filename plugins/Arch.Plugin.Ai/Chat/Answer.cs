using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Chat;

/// <summary>What a model said to one request.</summary>
internal sealed record Answer(string Text, string FinishReason, string Model)
{
    /// <summary>Gets the tools that it wants to use.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];
}
