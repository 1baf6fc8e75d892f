using Arch.Agents.Ports;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Host.Agents;

/// <summary>Carries out what the project's agents ask for, with its engine.</summary>
internal sealed class AgentWorld(WorkflowEngine engine, IDefinitionSource definitions, ApprovalWorkflow approval, Func<RunId, ValueTask<RunSummary?>> find) : IAgentWorld
{
    private const string EngineStops = "ARCH3205";

    public Task PublishAsync(BusEvent message) => engine.PublishAsync(message);

    public Task StartRunAsync(string agent, RunId runId, string workflow, Value inputs) =>
        StartAsync(agent, runId, definitions.Resolve(workflow, null), inputs);

    public Task AskApprovalAsync(string agent, RunId runId, Value question) =>
        StartAsync(agent, runId, approval.Definition, ApprovalWorkflow.InputsOf(agent, question));

    public async ValueTask<AgentRunEnd?> FindEndAsync(RunId runId)
    {
        if (await find(runId) is not { HasEnded: true } run)
        {
            return null;
        }

        return new AgentRunEnd
        {
            RunId = runId.Value,
            Status = run.Status.ToString().ToLowerInvariant(),
            Outputs = run.Outputs,
            ErrorCode = run.Error?.Code,
            ErrorMessage = run.Error?.Message,
        };
    }

    private async Task StartAsync(string agent, RunId runId, WorkflowDefinition definition, Value inputs)
    {
        try
        {
            await engine.StartOnceAsync(runId, definition, Bind(definition, inputs), TriggerOf(agent));
        }
        catch (ArchException exception) when (exception.Code == EngineStops)
        {
            // No refusal: the next host starts it.
            throw new OperationCanceledException(exception.Message, exception);
        }
    }

    public Task ReplyAsync(AgentReply reply) =>
        engine.ReplyAsync(reply.RunId, reply.Activation, reply.Attempt, reply.Outputs, reply.Error);

    /// <summary>Gets what a run that an agent starts sees as <c>trigger</c>.</summary>
    public static Value TriggerOf(string agent) =>
        Value.From(ValueObject.Of(("kind", Value.From("agent")), ("agent", Value.From(agent))));

    public static ValueObject Bind(WorkflowDefinition definition, Value inputs)
    {
        var binding = InputBinder.Bind(definition.Inputs, inputs);
        return binding.Problems.Count > 0
            ? throw new ArchException(binding.Problems[0].Code, string.Join(" ", binding.Problems.Select(problem => problem.Message)))
            : binding.Inputs.TryGetObject(out var bound) ? bound : ValueObject.Empty;
    }
}
