using System.Security.Cryptography;
using Arch.Agents.Lifecycle;
using Arch.Agents.Ports;
using Arch.Expressions.Values;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;
using Arch.Host.Api.Runs;
using Arch.Sdk.Agents;

namespace Arch.Host.Api.Agents;

/// <summary><c>/api/v1/agents</c></summary>
internal static class AgentEndpoints
{
    private const int MostMail = 50;

    public static void Map(IEndpointRouteBuilder api, IAgentStore store)
    {
        var group = api.MapGroup("/agents").WithTags("Agents");
        group.MapGet("/", async (string? status, int? limit, string? cursor) =>
            {
                var most = Reading.Limit(limit);
                var found = await store.ListAsync(new AgentQuery { Status = Reading.Choice<AgentStatus>("status", status), Limit = most + 1, After = cursor });
                return Page<AgentResource>.Of(found, most, AgentResource.Of, agent => agent.Agent);
            })
            .Does(Operations.ListAgents);
        group.MapGet("/{name}", (string name) => GetAsync(store, name))
            .Does(Operations.GetAgent);
        group.MapGet("/{name}/logs", async (string name, int? limit) =>
            {
                await FindAsync(store, name);
                return (await store.ReadLogAsync(name, Reading.Limit(limit))).Select(line => new LogLineResource(line.At, line.Level, line.Text));
            })
            .WithDescription("The newest lines, the oldest of them first.")
            .Does(Operations.GetAgentLog);
        group.MapPost("/{name}/messages", (string name, SendRequest body, HttpContext context) => SendAsync(store, name, body, Caller.Name(context)))
            .Produces<SentResource>(StatusCodes.Status202Accepted)
            .Does(Operations.SendToAgent);
        group.MapPost("/{name}/{change}", async (string name, string change, ReasonRequest? body, HttpContext context) =>
            {
                await FindAsync(store, name);
                var why = $"{body?.Reason ?? "Asked over the API"} (by {Caller.Name(context)})";
                AgentHappening happening = change switch
                {
                    "start" => new StartAsked(),
                    "pause" => new PauseAsked(why),
                    "stop" => new StopAsked(why),
                    _ => throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6108", $"An agent cannot be told to '{change}'; only to start, pause or stop."),
                };
                await store.ChangeAsync(name, happening, TimeProvider.System.GetUtcNow());
                return AgentResource.Of(await FindAsync(store, name));
            })
            .WithDescription("'change' is start, pause or stop.")
            .Does(Operations.ChangeAgent);
    }

    private static async Task<AgentResource> GetAsync(IAgentStore store, string name)
    {
        var agent = await FindAsync(store, name);
        var state = (await store.ReadAsync(name))?.State;
        return AgentResource.Of(agent) with
        {
            State = state is null ? Value.Null : ValueJson.Parse(state, ValueDepth.InRecords),
            Mailbox = [.. (await store.ListMailAsync(name, MostMail)).Select(mail => MailResource.Of(mail))],
            DeadLetters = [.. (await store.ListDeadAsync(name, MostMail)).Select(dead => MailResource.Of(dead.Mail, dead.Error))],
        };
    }

    private static async Task<IResult> SendAsync(IAgentStore store, string name, SendRequest body, string by)
    {
        var now = TimeProvider.System.GetUtcNow();
        var mail = new AgentMail
        {
            Agent = name,
            Id = "send/" + (body.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
            Kind = AgentMessageKind.Message,
            Subject = body.Subject,
            Sender = by,
            Data = body.Data is { IsUndefined: false } data ? ValueJson.ToUtf8(data) : null,
            SentAt = now,
            DueAt = now,
        };
        await FindAsync(store, name);
        var result = await store.SendAsync(mail);
        return AgentMailRules.Refusal(mail, result) is var (code, message)
            ? throw new ProblemException(StatusCodes.Status409Conflict, code, message)
            : Results.Accepted(value: new SentResource(mail.Id, result == MailResult.Accepted));
    }

    private static async Task<AgentSummary> FindAsync(IAgentStore store, string name) => await store.FindAsync(name)
        ?? throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6020", $"There is no agent '{name}' in this project.");
}
