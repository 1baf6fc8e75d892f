using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Shell;

public sealed partial class WorkflowEngine
{
    /// <summary>Starts a run under an id of the caller's, unless it was started already.</summary>
    /// <param name="runId">The id.</param>
    /// <param name="definition">What runs.</param>
    /// <param name="inputs">The inputs, already bound.</param>
    /// <param name="trigger">What <c>trigger</c> shows.</param>
    /// <returns>The run that the start led to; another one when that has the idempotency key already.</returns>
    public async Task<RunId> StartOnceAsync(RunId runId, WorkflowDefinition definition, ValueObject inputs, Value trigger)
    {
        if (await Options.Store.FindAsync(runId).ConfigureAwait(false) is not null)
        {
            return runId;
        }

        var started = new TaskCompletionSource<RunId>();
        try
        {
            await BeginAsync(runId, definition, new RunRequested(Value.From(inputs), trigger), started).ConfigureAwait(false);
            return await started.Task.ConfigureAwait(false);
        }
        catch (RunOwnershipLostException)
        {
            // Somebody else has started it in this very moment.
            return runId;
        }
    }

    /// <summary>Gives a run the reply of an agent that one of its steps asked. One that comes too late changes nothing.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="activation">The number of the step in its run.</param>
    /// <param name="attempt">The attempt of the step.</param>
    /// <param name="outputs">The reply, an object.</param>
    /// <param name="error">How the agent failed; <see langword="null"/> when it did not.</param>
    public async Task ReplyAsync(RunId runId, int activation, int attempt, Value outputs, StepError? error)
    {
        var message = new RunMessage
        {
            RunId = runId,
            Id = $"agent/{activation}/{attempt}",
            Kind = RunMessageKind.AgentReplied,
            At = Options.Time.GetUtcNow(),
            Data = Value.From(ValueObject.Of(
                ("activation", Value.From(activation)),
                ("attempt", Value.From(attempt)),
                ("outputs", outputs.Kind == ValueKind.Object ? outputs : Value.EmptyObject),
                ("error", error?.ToValue() ?? Value.Null))),
        };
        if (await Options.Store.SendAsync(message).ConfigureAwait(false) == SendResult.Accepted)
        {
            Notify(runId);
        }
    }

    internal async Task AskAgentAsync(RunActor actor, AskAgent ask)
    {
        Happening happening;
        try
        {
            var agents = Options.Agents
                ?? throw new StepException("ARCH3211", $"This host has no agents, so agent '{ask.Node.Agent}' cannot be asked.");
            await agents.AskAsync(new AgentAsk
            {
                Agent = ask.Node.Agent,
                Id = $"run/{actor.RunId.Value}/{ask.Activation}/{ask.Attempt}",
                RunId = actor.RunId,
                Activation = ask.Activation,
                Attempt = ask.Attempt,
                StepPath = ask.StepPath,
                Data = ask.Input,
                At = Options.Time.GetUtcNow(),
            }).ConfigureAwait(false);
            happening = new AskTaken(ask.Activation, ask.Attempt);
        }
        catch (JournalStoreException exception)
        {
            // The store of the agents is as needed as that of the runs; the run asks again when a host takes it over.
            OnStoreFailed(exception);
            return;
        }
        catch (ArchException exception)
        {
            happening = new AttemptErred(ask.Activation, ask.Attempt, new StepError
            {
                Kind = StepErrorKinds.Plugin,
                Code = exception.Code,
                Message = exception.Message,
                Retryable = IsRetryable(exception),
            });
        }

        actor.Post(happening);
    }

    private static bool IsRetryable(ArchException exception) => exception is StepException { Retryable: true };
}
