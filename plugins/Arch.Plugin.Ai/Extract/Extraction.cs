using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Plugin.Ai.Chat;
using Arch.Sdk;
using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Extract;

/// <summary>Asks for data that fits a schema; what does not fit goes back to the model with the reasons.</summary>
internal sealed class Extraction(AnswerSchema schema, AnswerFormat format, int repairs)
{
    private const int MaxDepth = 64;

    public async Task<(JsonElement Data, Answer Answer)> AskAsync(Conversation conversation, List<ChatMessage> messages, string model)
    {
        if (format != AnswerFormat.JsonSchema)
        {
            messages.Insert(0, new ChatMessage(
                ChatRole.System, "Answer with JSON alone, without any other text, that fits this JSON Schema:\n" + schema.Json.GetRawText()));
        }

        for (var round = 0; ; round++)
        {
            var answer = await conversation.AskAsync(messages, Options()).ConfigureAwait(false);
            if (answer.FinishReason == "length")
            {
                throw new StepException(
                    "ai_truncated", $"The answer of the model '{model}' was cut off after {answer.Text.Length} characters. Raise 'max_tokens', or ask for less.");
            }

            var problems = Read(answer.Text, out var data);
            if (problems.Count == 0)
            {
                return (data, answer);
            }

            if (round == repairs)
            {
                throw new StepException(
                    "ai_invalid_answer", $"The answer of the model '{model}' does not fit the schema after {round + 1} requests: {string.Join("; ", problems)}.")
                {
                    Retryable = true,
                    Details = new JsonObject { ["problems"] = new JsonArray([.. problems.Select(problem => JsonValue.Create(problem))]) },
                };
            }

            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Text));
            messages.Add(new ChatMessage(
                ChatRole.User, "That answer does not fit the schema:\n- " + string.Join("\n- ", problems) + "\nAnswer again, with the corrected JSON alone."));
        }
    }

    private ChatOptions Options() => new()
    {
        ResponseFormat = format switch
        {
            AnswerFormat.JsonSchema => ChatResponseFormat.ForJsonSchema(schema.Json, "answer"),
            AnswerFormat.JsonObject => ChatResponseFormat.Json,
            _ => null,
        },
        AdditionalProperties = format == AnswerFormat.JsonSchema ? new AdditionalPropertiesDictionary { ["strict"] = true } : null,
    };

    private IReadOnlyList<string> Read(string text, out JsonElement data)
    {
        var json = WithoutFence(text);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            data = document.RootElement.Clone();
            return schema.Check(json);
        }
        catch (JsonException)
        {
            data = default;
            return ["The answer is not JSON"];
        }
    }

    // Models like to wrap JSON as Markdown does.
    private static string WithoutFence(string text)
    {
        var trimmed = text.Trim();
        var start = trimmed.IndexOf('\n', StringComparison.Ordinal);
        return trimmed.StartsWith("```", StringComparison.Ordinal) && trimmed.EndsWith("```", StringComparison.Ordinal) && start > 0 && start < trimmed.Length - 3
            ? trimmed[start..^3]
            : trimmed;
    }
}
