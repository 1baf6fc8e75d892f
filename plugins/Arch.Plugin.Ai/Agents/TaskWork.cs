using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Plugin.Ai.Chat;
using Arch.Plugin.Ai.Connecting;
using Arch.Plugin.Ai.Extract;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Agents;

/// <summary>Works on a task while one message is handled.</summary>
internal sealed class TaskWork(AiTask task, AiAgentSettings settings, AgentContext context, CancellationToken cancellationToken)
{
    private const long MostCharacters = 400_000;

    // So that a model that does not answer is a failure of its own, and not of the whole handling.
    private const double PartOfTime = 0.9;

    private readonly ToolSet _tools = new(context.DescribeTools(), settings.Memory is not null);
    private readonly TaskMemory? _memory = settings.Memory is { } memory ? new TaskMemory(memory, context, cancellationToken) : null;

    public AiTask Current { get; private set; } = task;

    /// <summary>Does what a message is about: asks the model, uses tools, or takes note of what came of one.</summary>
    public async Task GoOnAsync(AgentMessage message, string? call)
    {
        if (call is not null)
        {
            Hear(message, call);
        }
        else if (TaskSubject.IsTurn(message.Subject))
        {
            await AskAsync().ConfigureAwait(false);
            return;
        }
        else
        {
            await UseToolsAsync().ConfigureAwait(false);
        }

        Follow();
    }

    public void Fail(string code, string message)
    {
        End(AiTaskStatus.Failed, $"{code} {message}");
        context.Log.Error($"Current {Current.Id} failed: {code} {message}");
        if (Current.ReplyTo is { } replyTo)
        {
            context.ReplyError(replyTo, code, message);
        }
    }

    private async Task AskAsync()
    {
        CheckLimits();
        if (Current.Turns == 0 && _memory is not null)
        {
            Current = Current with { Memories = await _memory.FindAsync(Current.Lines[0].Text).ConfigureAwait(false) };
        }

        var schema = settings.Answer is { } wanted ? await AnswerSchema.ReadAsync(wanted, cancellationToken).ConfigureAwait(false) : null;
        var answer = await AnswerAsync(schema).ConfigureAwait(false);
        var line = new AiLine { Role = "assistant", Text = answer.Text, Calls = [.. answer.Calls.Select(ToCall)] };
        Current = Current with { Turns = Current.Turns + 1, Lines = [.. Current.Lines, line] };
        if (line.Calls.Count == 0)
        {
            await FinishAsync(answer, schema).ConfigureAwait(false);
            return;
        }

        foreach (var call in line.Calls)
        {
            await DecideAsync(call).ConfigureAwait(false);
        }

        Follow();
    }

    private async Task<Answer> AnswerAsync(AnswerSchema? schema)
    {
        var used = Current.InputTokens + Current.OutputTokens;
        var limit = context.TimeLimit * PartOfTime;
        var input = settings with
        {
            MaxTotalTokens = settings.MaxTotalTokens - used,
            Timeout = settings.Timeout < limit ? settings.Timeout : limit,
        };
        using var conversation = new Conversation(input, context, cancellationToken) { OnText = context.Show };
        var options = new ChatOptions { Tools = _tools.Tools.Count == 0 ? null : _tools.Tools };
        if (schema is not null)
        {
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.Json, "answer");
        }

        var answer = await conversation.AskAsync(Transcript.Of(Current, settings, _tools), options).ConfigureAwait(false);
        var (read, written) = (Current.InputTokens + conversation.Usage.InputTokens, Current.OutputTokens + conversation.Usage.OutputTokens);
        Current = Current with { InputTokens = read, OutputTokens = written, CostUsd = settings.Price?.Of(read, written) };
        return answer;
    }

    private void CheckLimits()
    {
        var used = Current.InputTokens + Current.OutputTokens;
        if (Current.Turns >= settings.Turns)
        {
            throw new StepException("ai_turns", $"The model answered {Current.Turns} times without an end, as often as 'limits.turns' allows.");
        }

        if (used >= settings.MaxTotalTokens)
        {
            throw AiFailures.Budget(settings, used);
        }

        if (Current.CostUsd is { } cost && cost >= settings.CostUsd)
        {
            throw new StepException("ai_cost_budget", FormattableString.Invariant($"{cost:0.######} US dollars are spent; 'limits.cost_usd' allows {settings.CostUsd}."));
        }

        if (Current.Characters > MostCharacters)
        {
            throw new StepException("ai_context_length", $"The conversation has {Current.Characters} characters; the most is {MostCharacters}. Let tools give less.");
        }
    }

    private AiCall ToCall(FunctionCallContent content)
    {
        var call = new AiCall { Id = content.CallId, Tool = _tools.OwnName(content.Name) };
        if (content.Exception is { } exception)
        {
            return call.Ended(AiCallStatus.Failed, $"The arguments are not JSON: {exception.Message}");
        }

        var arguments = content.Arguments is null ? [] : JsonSerializer.SerializeToNode(content.Arguments) as JsonObject;
        return call with { Arguments = arguments };
    }

    // Says what becomes of a use of a tool: it is refused, a person is asked, a run is started, or it is done in its turn.
    private async Task DecideAsync(AiCall call)
    {
        if (call.HasEnded)
        {
            return;
        }

        if (_memory is not null && call.Tool is ToolSet.Remember or ToolSet.Recall)
        {
            Put(call.Ended(AiCallStatus.Done, await UseMemoryAsync(call).ConfigureAwait(false)));
        }
        else if (_tools.Find(call.Tool) is not { } tool)
        {
            Put(call.Ended(AiCallStatus.Failed, $"There is no tool '{call.Tool}'."));
        }
        else if (settings.Approvals.FirstOrDefault(approval => approval.Tool == call.Tool) is { } approval)
        {
            var question = new ApprovalQuestion
            {
                Title = $"{context.Agent} wants to use {call.Tool}",
                Body = tool.Description,
                Arguments = call.Arguments,
                Assign = approval.Assign,
            };
            Put(call with { Status = AiCallStatus.Asked, Run = context.AskApproval(question, TaskSubject.Approval(Current.Id, call.Id)) });
        }
        else
        {
            Begin(call, tool);
        }
    }

    private void Begin(AiCall call, AgentToolInfo tool) => Put(tool.IsWorkflow
        ? call with { Status = AiCallStatus.Running, Run = context.StartTool(call.Tool, call.Arguments, TaskSubject.Call(Current.Id, call.Id)) }
        : call with { Status = AiCallStatus.Ready });

    private async Task<string> UseMemoryAsync(AiCall call)
    {
        var text = call.Arguments?[call.Tool == ToolSet.Remember ? "text" : "query"]?.ToString() ?? "";
        if (call.Tool == ToolSet.Recall)
        {
            return await _memory!.FindAsync(text).ConfigureAwait(false) ?? "Nothing is remembered about that."; // whoever calls has seen it
        }

        await _memory!.KeepAsync($"{Current.Id}/{call.Id}", "fact", text).ConfigureAwait(false); // as above
        return "It is remembered.";
    }

    private void Hear(AgentMessage message, string id)
    {
        if (Current.Calls.FirstOrDefault(one => one.Id == id) is not { HasEnded: false } call)
        {
            return;
        }

        var (error, outputs) = (message.Data?["error"] as JsonObject, message.Data?["outputs"] as JsonObject);
        if (error is not null || message.Data?["status"]?.ToString() != "succeeded")
        {
            Put(call.Ended(AiCallStatus.Failed, $"It failed: {error?["code"] ?? message.Data?["status"]} {error?["message"]}".TrimEnd()));
        }
        else if (!TaskSubject.IsApproval(message.Subject))
        {
            Put(call.Ended(AiCallStatus.Done, Cut(outputs?.ToJsonString(JsonText.Plain) ?? "{}")));
        }
        else
        {
            Decided(call with { DecidedBy = outputs?["by"]?.ToString() }, outputs);
        }
    }

    private void Decided(AiCall call, JsonObject? outputs)
    {
        if (outputs?["approved"]?.GetValue<bool>() == true && _tools.Find(call.Tool) is { } tool)
        {
            Begin(call, tool);
            return;
        }

        var comment = outputs?["comment"]?.ToString();
        Put(call.Ended(AiCallStatus.Refused, $"A person refused it{(string.IsNullOrEmpty(comment) ? "." : ": " + comment)}"));
    }

    private async Task UseToolsAsync()
    {
        var ready = Current.Calls.Where(call => call.Status == AiCallStatus.Ready).ToList();
        foreach (var ended in await Task.WhenAll(ready.Select(UseAsync)).ConfigureAwait(false))
        {
            Put(ended);
        }
    }

    private async Task<AiCall> UseAsync(AiCall call)
    {
        try
        {
            var outputs = await context.CallToolAsync(call.Tool, call.Arguments, cancellationToken).ConfigureAwait(false);
            return call.Ended(AiCallStatus.Done, Cut(outputs.ToJsonString(JsonText.Plain)));
        }
        catch (ArchException exception)
        {
            return call.Ended(AiCallStatus.Failed, Cut($"It failed: {exception.Code} {exception.Message}"));
        }
    }

    // The next message follows when there is something to do; otherwise a run or a person brings it.
    private void Follow()
    {
        if (Current.EndedAt is null && Current.Calls.Any(call => call.Status == AiCallStatus.Ready))
        {
            context.After(TimeSpan.Zero, TaskSubject.Tools(Current.Id));
        }
        else if (Current.EndedAt is null && Current.Calls.All(call => call.HasEnded))
        {
            context.After(TimeSpan.Zero, TaskSubject.Turn(Current.Id));
        }
    }

    private async Task FinishAsync(Answer answer, AnswerSchema? schema)
    {
        if (schema is not null && Misfits(answer, schema) is { Count: > 0 } problems)
        {
            var text = "That answer does not fit the schema:\n- " + string.Join("\n- ", problems) + "\nAnswer again, with the corrected JSON alone.";
            Current = Current with { Lines = [.. Current.Lines, new AiLine { Role = "user", Text = text }] };
            context.After(TimeSpan.Zero, TaskSubject.Turn(Current.Id));
            return;
        }

        if (_memory is not null)
        {
            await _memory.KeepAsync(Current.Id, "conversation", $"Asked: {Current.Lines[0].Text}\nAnswered: {answer.Text}").ConfigureAwait(false);
        }

        End(AiTaskStatus.Answered, null);
        context.Log.Info($"Current {Current.Id} is answered after {Current.Turns} turns and {Current.InputTokens + Current.OutputTokens} tokens.");
        var reply = schema is null ? Reply(answer) : (JsonObject)JsonNode.Parse(answer.Text)!; // it fits the schema, which is of an object
        if (Current.ReplyTo is { } replyTo)
        {
            context.Reply(replyTo, reply);
        }

        if (settings.Emit is { } subject)
        {
            context.Publish(subject, new JsonObject { ["task"] = Current.Id, ["answer"] = reply.DeepClone() });
        }
    }

    private static IReadOnlyList<string> Misfits(Answer answer, AnswerSchema schema)
    {
        try
        {
            return JsonNode.Parse(answer.Text) is JsonObject ? schema.Check(answer.Text) : ["The answer is not a JSON object"];
        }
        catch (JsonException)
        {
            return ["The answer is not JSON"];
        }
    }

    private JsonObject Reply(Answer answer) => new()
    {
        ["text"] = answer.Text,
        ["turns"] = Current.Turns,
        ["usage"] = new JsonObject
        {
            ["input_tokens"] = Current.InputTokens,
            ["output_tokens"] = Current.OutputTokens,
            ["total_tokens"] = Current.InputTokens + Current.OutputTokens,
            ["cost_usd"] = Current.CostUsd,
        },
    };

    private void End(AiTaskStatus status, string? error) => Current = Current with { Status = status, Error = error, EndedAt = context.Time.GetUtcNow() };

    private void Put(AiCall call) => Current = Current with
    {
        Lines = [.. Current.Lines.SkipLast(1), Current.Lines[^1] with { Calls = [.. Current.Lines[^1].Calls.Select(one => one.Id == call.Id ? call : one)] }],
    };

    private string Cut(string text) => text.Length <= settings.ResultCharacters
        ? text
        : string.Concat(text.AsSpan(0, settings.ResultCharacters), $"… ({text.Length - settings.ResultCharacters} more characters)");
}
