using Arch.Sdk;
using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Chat;

[Step("ai.chat", Summary = "Asks a language model and gives its answer as text.", Idempotent = true)]
internal sealed class ChatStep : IStep<ChatInput, ChatOutput>
{
    public async Task<ChatOutput> RunAsync(ChatInput input, StepContext context, CancellationToken cancellationToken)
    {
        var messages = Messages.Of(input.System, "prompt", input.Prompt, input.Messages);
        using var conversation = new Conversation(input, context, cancellationToken) { OnProgress = context.ReportProgress };
        var answer = await conversation.AskAsync(
            messages, new ChatOptions { StopSequences = input.Stop.Count == 0 ? null : [.. input.Stop] }).ConfigureAwait(false);
        return new ChatOutput
        {
            Text = answer.Text,
            FinishReason = answer.FinishReason,
            Model = answer.Model,
            Usage = conversation.Usage,
        };
    }
}
