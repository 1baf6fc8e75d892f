using System.Collections.Concurrent;
using Arch.Agents.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;

namespace Arch.Agents.Tests.Support;

/// <summary>Keeps what agents asked for, by id, and tools that a test gives.</summary>
internal sealed class AgentWorldLog : IAgentWorld, IAgentTools
{
    public ConcurrentDictionary<string, BusEvent> Events { get; } = new();

    public ConcurrentDictionary<string, (string Workflow, Value Inputs)> Runs { get; } = new();

    public ConcurrentQueue<AgentReply> Replies { get; } = new();

    public ConcurrentDictionary<string, Value> Approvals { get; } = new();

    public ConcurrentDictionary<string, AgentRunEnd> Ends { get; } = new();

    public Func<AgentToolCall, string> Tool { get; set; } = _ => "{}";

    /// <summary>Gets or sets how many of the next carryings-out fail.</summary>
    public int Failing { get; set; }

    public Task PublishAsync(BusEvent message)
    {
        if (Failing-- > 0)
        {
            throw new IOException("The bus is away.");
        }

        Events[message.Id] = message;
        return Task.CompletedTask;
    }

    public Task StartRunAsync(string agent, RunId runId, string workflow, Value inputs)
    {
        if (workflow == "tests.missing")
        {
            throw new ArchException("ARCH6005", "There is no such workflow.");
        }

        Runs[runId.Value] = (workflow, inputs);
        return Task.CompletedTask;
    }

    public Task ReplyAsync(AgentReply reply)
    {
        Replies.Enqueue(reply);
        return Task.CompletedTask;
    }

    public Task<ReadOnlyMemory<byte>> CallAsync(AgentToolCall call, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(System.Text.Encoding.UTF8.GetBytes(Tool(call)));

    public Task AskApprovalAsync(string agent, RunId runId, Value question)
    {
        Approvals[runId.Value] = question;
        return Task.CompletedTask;
    }

    public ValueTask<AgentRunEnd?> FindEndAsync(RunId runId) => new(Ends.GetValueOrDefault(runId.Value));

    public AgentToolInfo Describe(AgentTool tool) =>
        new() { Name = tool.Name, Schema = [], IsWorkflow = tool.Workflow is not null };
}
