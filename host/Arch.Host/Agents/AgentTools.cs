using System.Text.Json.Nodes;
using Arch.Agents.Ports;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Host.Api.Workflows;
using Arch.Host.Steps;
using Arch.Plugins;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Workflows.Definitions;
using Arch.Workflows.Schema;

namespace Arch.Host.Agents;

/// <summary>Calls the tools of the project's agents: step types of its plugins, and its workflows.</summary>
internal sealed class AgentTools(WorkflowEngine engine, IDefinitionSource definitions, PluginCatalog steps, StepServices services) : IAgentTools
{
    public Task<ReadOnlyMemory<byte>> CallAsync(AgentToolCall call, CancellationToken cancellationToken) =>
        call.Tool.StepType is { } type ? RunStepAsync(call, type, cancellationToken) : RunWorkflowAsync(call, cancellationToken);

    public AgentToolInfo Describe(AgentTool tool)
    {
        if (tool.StepType is { } type)
        {
            var found = steps.Find(type, tool.Version)
                ?? throw new StepException("ARCH8021", $"No plugin offers the step type '{type}@{tool.Version}' of the tool '{tool.Name}' here.");
            var schema = ShapeSchema.Create(OfModel(found.Input));
            return new AgentToolInfo { Name = tool.Name, Description = tool.Description ?? found.Summary, Schema = Open(schema, tool) };
        }

        var definition = definitions.Resolve(tool.Workflow!, null); // a tool is one of the two
        return new AgentToolInfo
        {
            Name = tool.Name,
            Description = tool.Description ?? definition.Description ?? definition.Title ?? "",
            Schema = Open(WorkflowResource.InputsOf(definition), tool),
            IsWorkflow = true,
        };
    }

    // Addresses and secrets come from the connection or the declaration, never from a model.
    private static TypeShape OfModel(TypeShape input) => input with
    {
        Members = input.Members.Where(member => !member.Value.IsConnection).ToDictionary(StringComparer.Ordinal),
    };

    // What the declaration gives is nothing that one may choose.
    private static JsonObject Open(JsonObject schema, AgentTool tool)
    {
        if (tool.With.TryGetObject(out var given))
        {
            foreach (var name in given.Names)
            {
                (schema["properties"] as JsonObject)?.Remove(name);
                if (schema["required"] is JsonArray required && required.FirstOrDefault(one => one?.GetValue<string>() == name) is { } found)
                {
                    required.Remove(found);
                }
            }
        }

        return schema;
    }

    private async Task<ReadOnlyMemory<byte>> RunStepAsync(AgentToolCall call, string type, CancellationToken cancellationToken)
    {
        var runner = steps.FindRunner(type, call.Tool.Version);
        var invocation = Invocation(call, type);
        var context = new AgentStepContext(call, services.For(runner.Origin));
        return await runner.RunAsync(services.InputOf(invocation, steps, runner.Origin), context, cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>> RunWorkflowAsync(AgentToolCall call, CancellationToken cancellationToken)
    {
        var definition = definitions.Resolve(call.Tool.Workflow!, null); // a tool is one of the two
        var runId = await engine.StartOnceAsync(
            new RunId(call.RunId), definition, AgentWorld.Bind(definition, call.Arguments), AgentWorld.TriggerOf(call.Agent.FullName));
        var run = await engine.WaitAsync(runId, null, cancellationToken);
        return run.Status == RunStatus.Succeeded
            ? ValueJson.ToUtf8(run.Outputs.Kind == ValueKind.Object ? run.Outputs : Value.EmptyObject)
            : throw new StepException(
                run.Error?.Code ?? "cancelled",
                $"Workflow '{call.Tool.Workflow}', run '{runId}', ended as {run.Status.ToString().ToLowerInvariant()}: {run.Error?.Message}");
    }

    // What a step of a run would be, so that the tool gets its connection as one does.
    private static StepInvocation Invocation(AgentToolCall call, string type)
    {
        var node = new UsesNode
        {
            Index = 0,
            Id = "tool",
            Place = new(call.Agent.FullName, 0, 0),
            Scope = 0,
            Slot = 0,
            StepType = type,
            Version = call.Tool.Version,
            With = Template.Of(call.Arguments),
            Connection = call.Tool.Connection,
        };
        return new StepInvocation
        {
            RunId = new RunId(call.RunId),
            Definition = new WorkflowDefinition
            {
                Id = new("agent"),
                FullName = call.Agent.FullName,
                Sources = [],
                Nodes = [node],
                Scopes = [],
                Steps = new Block([0]),
            },
            Node = node,
            StepPath = call.Tool.Name,
            Attempt = call.Attempt,
            IdempotencyKey = call.IdempotencyKey,
            Input = call.Arguments,
        };
    }
}
