using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Chat;

internal sealed record ChatInput : ModelInput
{
    [Description("What is asked. Give this or 'messages'.")]
    [Example("Say in one sentence what this report is about.")]
    public string? Prompt { get; init; }

    [Description("What the model is to keep to; comes before all messages.")]
    public string? System { get; init; }

    [Description("The conversation so far, its last message being the question.")]
    [Example("[{ role: user, content: Hello }]")]
    public IReadOnlyList<MessageInput>? Messages { get; init; }

    [Description("Texts that end the answer where they would begin.")]
    [MaxLength(4)]
    public IReadOnlyList<string> Stop { get; init; } = [];
}
