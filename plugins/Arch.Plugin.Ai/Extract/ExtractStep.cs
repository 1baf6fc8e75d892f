using Arch.Plugin.Ai.Chat;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Extract;

[Step("ai.extract", Summary = "Has a language model read a text into data that fits a JSON Schema.", Idempotent = true)]
internal sealed class ExtractStep : IStep<ExtractInput, ExtractOutput>
{
    public async Task<ExtractOutput> RunAsync(ExtractInput input, StepContext context, CancellationToken cancellationToken)
    {
        var schema = await AnswerSchema.ReadAsync(input.Schema, cancellationToken).ConfigureAwait(false);
        var messages = Messages.Of(input.Instructions, "text", input.Text, input.Messages);
        using var conversation = new Conversation(input, context, cancellationToken) { OnProgress = context.ReportProgress };
        var extraction = new Extraction(schema, input.ResponseFormat, input.Repairs);
        var (data, answer) = await extraction.AskAsync(conversation, messages, input.Model).ConfigureAwait(false);
        return new ExtractOutput { Data = data, Model = answer.Model, Usage = conversation.Usage };
    }
}
