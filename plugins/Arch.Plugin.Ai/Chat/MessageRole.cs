namespace Arch.Plugin.Ai.Chat;

internal enum MessageRole
{
    /// <summary>What the model is to keep to.</summary>
    System,

    /// <summary>What is asked.</summary>
    User,

    /// <summary>What the model answered before.</summary>
    Assistant,
}
