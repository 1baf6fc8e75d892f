using Arch.Plugin.Ai.Connecting;
using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Chat;

/// <summary>Makes a conversation of a step's inputs.</summary>
internal static class Messages
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    public static List<ChatMessage> Of(string? system, string textName, string? text, IReadOnlyList<MessageInput>? messages)
    {
        if ((text is null) == (messages is null))
        {
            throw AiFailures.Input(
                $"Give exactly one of the inputs '{textName}' and 'messages'; {(text is null ? "none of them is" : "both are")} given.");
        }

        if (messages is { Count: 0 })
        {
            throw AiFailures.Input("The input 'messages' is empty; give one message at least.");
        }

        var conversation = new List<ChatMessage>();
        if (system is not null)
        {
            conversation.Add(new ChatMessage(ChatRole.System, system));
        }

        conversation.AddRange(messages?.Select(message => new ChatMessage(RoleOf(message.Role), message.Content)) ?? [new(ChatRole.User, text)]);
        var size = conversation.Sum(message => (long)message.Text.Length);
        return size <= MaxCharacters
            ? conversation
            : throw AiFailures.Input($"The messages have {size} characters together; the most is {MaxCharacters}.");
    }

    private static ChatRole RoleOf(MessageRole role) => role switch
    {
        MessageRole.System => ChatRole.System,
        MessageRole.Assistant => ChatRole.Assistant,
        _ => ChatRole.User,
    };
}
