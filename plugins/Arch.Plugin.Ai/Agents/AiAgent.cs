using System.Text.Json.Nodes;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Plugin.Ai.Agents;

/// <summary>
/// An agent that a language model drives. Each answer of the model, each round of tools and each decision of a person is handled as
/// a message of its own, so that its state is kept after each and a host that dies repeats the last one at most.
/// </summary>
[Agent("agent.ai", Summary = "Handles messages with a language model that may use tools, remember, and ask people.", TimeLimitSeconds = 600)]
internal sealed class AiAgent : IAgent<AiAgentSettings, AiAgentState>
{
    private const int MostTasks = 100;

    public async Task<AiAgentState> HandleAsync(
        AgentMessage message, AiAgentState state, AiAgentSettings settings, AgentContext context, CancellationToken cancellationToken)
    {
        var tasks = new TaskList(state);
        switch (message.Kind)
        {
            case AgentMessageKind.Start:
                break;
            case AgentMessageKind.Timer or AgentMessageKind.Run:
                await GoOnAsync(message, tasks, settings, context, cancellationToken).ConfigureAwait(false);
                break;
            default:
                Accept(message, tasks, context);
                break;
        }

        foreach (var next in tasks.Begin(settings.AtOnce))
        {
            context.After(TimeSpan.Zero, TaskSubject.Turn(next.Id));
        }

        return tasks.ToState();
    }

    private static void Accept(AgentMessage message, TaskList tasks, AgentContext context)
    {
        if (tasks.Count >= MostTasks)
        {
            throw new StepException("ai_busy", $"{MostTasks} messages are being worked on already; this one is tried again later.") { Retryable = true };
        }

        context.ReplyLater();
        tasks.Add(new AiTask
        {
            Id = message.Id,
            ReplyTo = message.ReplyTo,
            Sender = message.Sender,
            StartedAt = context.Time.GetUtcNow(),
            Lines = [new AiLine { Role = "user", Text = Say(message) }],
        });
    }

    private static async Task GoOnAsync(
        AgentMessage message, TaskList tasks, AiAgentSettings settings, AgentContext context, CancellationToken cancellationToken)
    {
        if (TaskSubject.Read(message.Subject) is not var (task, call) || tasks.Find(task) is not { } found)
        {
            return; // of a task that has ended
        }

        var work = new TaskWork(found, settings, context, cancellationToken);
        try
        {
            await work.GoOnAsync(message, call).ConfigureAwait(false);
        }
        catch (StepException exception) when (!exception.Retryable || message.IsLastAttempt)
        {
            work.Fail(exception.Code, exception.Message);
        }

        tasks.Put(work.Current);
    }

    private static string Say(AgentMessage message)
    {
        var data = message.Data switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var other => other.ToJsonString(JsonText.Indented),
        };
        return message.Kind switch
        {
            AgentMessageKind.Event => $"Event '{message.Subject}':\n{data}",
            AgentMessageKind.Message when message.Subject.Length > 0 => data.Length == 0 ? message.Subject : $"{message.Subject}\n\n{data}",
            _ => data,
        };
    }
}
