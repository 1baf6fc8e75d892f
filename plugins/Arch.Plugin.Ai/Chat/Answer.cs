namespace Arch.Plugin.Ai.Chat;

/// <summary>What a model said to one request.</summary>
internal sealed record Answer(string Text, string FinishReason, string Model);
