using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Plugin.Ai.Chat;
using Arch.Plugin.Ai.Connecting;
using Arch.Plugin.Ai.Extract;
using Arch.Sdk;

namespace Arch.Plugin.Ai.Classify;

[Step("ai.classify", Summary = "Has a language model choose one of some labels for a text.", Idempotent = true)]
internal sealed class ClassifyStep : IStep<ClassifyInput, ClassifyOutput>
{
    private const int Repairs = 1;

    public async Task<ClassifyOutput> RunAsync(ClassifyInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw AiFailures.Input($"The input 'labels' has '{twice.Key}' twice.");
        }

        var schema = await AnswerSchema.ReadAsync(SchemaOf(input.Labels), cancellationToken).ConfigureAwait(false);
        var messages = Messages.Of(input.Instructions + "\nThe labels: " + JsonSerializer.Serialize(input.Labels), "text", input.Text, null);
        using var conversation = new Conversation(input, context, cancellationToken) { OnProgress = context.ReportProgress };
        var (data, answer) = await new Extraction(schema, input.ResponseFormat, Repairs)
            .AskAsync(conversation, messages, input.Model).ConfigureAwait(false);
        return new ClassifyOutput { Label = data.GetProperty("label").GetString()!, Model = answer.Model, Usage = conversation.Usage };
    }

    private static JsonElement SchemaOf(IReadOnlyList<string> labels)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["label"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. labels.Select(label => JsonValue.Create(label))]) },
            },
            ["required"] = new JsonArray("label"),
            ["additionalProperties"] = false,
        };
        return JsonElement.Parse(schema.ToJsonString());
    }
}
