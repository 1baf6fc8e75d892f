using System.ComponentModel;

namespace Arch.Plugin.Ai.Chat;

internal sealed record MessageInput
{
    [Description("Who speaks.")]
    public MessageRole Role { get; init; } = MessageRole.User;

    [Description("What is said.")]
    public required string Content { get; init; }
}
