using Arch.Engine.Core;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Shell;

/// <summary>How <c>call</c> steps start other runs and hear of their end.</summary>
public sealed partial class WorkflowEngine
{
    internal async Task StartChildAsync(RunActor parent, StartChild start)
    {
        Happening happening;
        try
        {
            happening = await RunChildAsync(parent, start).ConfigureAwait(false);
        }
        catch (ArchException) when (_isStopping || _storeFailure is not null)
        {
            // The parent takes the child up again when a host takes the parent over.
            return;
        }
        catch (ArchException exception)
        {
            happening = new AttemptErred(start.Activation, start.Attempt, new StepError
            {
                Kind = StepErrorKinds.Plugin,
                Code = exception.Code,
                Message = exception.Message,
            });
        }

        parent.Post(happening);
    }

    internal async Task CancelChildAsync(RunId childId)
    {
        try
        {
            await CancelAsync(childId, "The run that called it no longer needs it.").ConfigureAwait(false);
        }
        catch (ArchException exception)
        {
            _waiters.Fail(childId, exception);
        }
    }

    private async Task<Happening> RunChildAsync(RunActor parent, StartChild start)
    {
        // After a crash the child may be there already; it is started only once.
        if (await Options.Store.FindAsync(start.ChildId).ConfigureAwait(false) is null)
        {
            var definition = Options.Definitions.Resolve(start.Node.Workflow, start.Node.Version);
            var binding = InputBinder.Bind(definition.Inputs, start.Input);
            if (binding.Problems.Count > 0)
            {
                var problem = binding.Problems[0];
                return new AttemptErred(start.Activation, start.Attempt, new StepError
                {
                    Kind = StepErrorKinds.Expression,
                    Code = problem.Code,
                    Message = $"Workflow '{start.Node.Workflow}' cannot be called: {string.Join(" ", binding.Problems.Select(p => p.Message))}",
                });
            }

            var trigger = Value.From(ValueObject.Of(
                ("kind", Value.From("call")),
                ("run_id", Value.From(parent.RunId.Value)),
                ("step", Value.From(start.Node.Id)),
                ("environment", parent.State.Trigger["environment"])));
            await StartAsync(start.ChildId, definition, binding.Inputs, trigger, parent.RunId).ConfigureAwait(false);
        }

        var runId = ("run_id", Value.From(start.ChildId.Value));
        if (start.Node.Detach)
        {
            return new AttemptSucceeded(start.Activation, start.Attempt, Value.From(ValueObject.Of(runId)));
        }

        var child = await WaitAsync(start.ChildId).ConfigureAwait(false);
        return child.Status == RunStatus.Succeeded
            ? new AttemptSucceeded(
                start.Activation,
                start.Attempt,
                child.Outputs.Kind == ValueKind.Object ? child.Outputs : Value.EmptyObject)
            : new AttemptErred(start.Activation, start.Attempt, ChildError(start, child));
    }

    private static StepError ChildError(StartChild start, RunSummary child) => new()
    {
        Kind = child.Error?.Kind ?? StepErrorKinds.Fail,
        Code = child.Error?.Code ?? "child_failed",
        Message = $"Workflow '{start.Node.Workflow}', run '{child.RunId}': {child.Error?.Message ?? "it did not succeed."}",
        Retryable = child.Error?.Retryable ?? false,
        Status = child.Error?.Status,
        Details = child.Error?.Details ?? default,
    };
}
