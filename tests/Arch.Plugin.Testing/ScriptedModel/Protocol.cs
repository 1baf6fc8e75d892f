namespace Arch.Plugin.Testing.ScriptedModel;

/// <summary>Writes answers in the shapes of the OpenAI protocol.</summary>
internal static class Protocol
{
    private const string Model = "scripted-1";

    public static object Completion(ScriptedAnswer answer) => new
    {
        id = "answer-1",
        @object = "chat.completion",
        created = 1,
        model = Model,
        choices = new[]
        {
            new
            {
                index = 0,
                message = new
                {
                    role = "assistant",
                    content = answer.Pieces.Count == 0 ? null : string.Concat(answer.Pieces),
                    refusal = answer.Refusal,
                    tool_calls = answer.ToolCalls.Count == 0 ? null : answer.ToolCalls.Select(Call).ToArray(),
                },
                finish_reason = answer.FinishReason,
            },
        },
        usage = UsageOf(answer),
    };

    public static IEnumerable<object> Chunks(ScriptedAnswer answer)
    {
        foreach (var piece in answer.Pieces)
        {
            yield return Chunk(new { role = "assistant", content = piece });
        }

        if (answer.Refusal is not null)
        {
            yield return Chunk(new { role = "assistant", refusal = answer.Refusal });
        }

        if (answer.ToolCalls.Count > 0)
        {
            yield return Chunk(new { role = "assistant", tool_calls = answer.ToolCalls.Select(Call).ToArray() });
        }

        if (!answer.Hangs)
        {
            yield return Chunk(new { }, answer.FinishReason);
            yield return new { id = "answer-1", @object = "chat.completion.chunk", created = 1, model = Model, choices = Array.Empty<object>(), usage = UsageOf(answer) };
        }
    }

    private static object Chunk(object delta, string? finish = null) => new
    {
        id = "answer-1",
        @object = "chat.completion.chunk",
        created = 1,
        model = Model,
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    };

    private static object Call(ScriptedToolCall call, int index) =>
        new { index, id = call.Id, type = "function", function = new { name = call.Name, arguments = call.Arguments } };

    private static object UsageOf(ScriptedAnswer answer) => new
    {
        prompt_tokens = answer.Tokens.Input,
        completion_tokens = answer.Tokens.Output,
        total_tokens = answer.Tokens.Input + answer.Tokens.Output,
    };
}
