using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Shell;

/// <summary>How <c>call</c> steps start other runs and go on when they exist.</summary>
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

    private async Task<Happening> RunChildAsync(RunActor parent, StartChild start)
    {
        // After a crash the child may be there already; it is started only once.
        if (await Options.Store.FindAsync(start.ChildId).ConfigureAwait(false) is null)
        {
            var definition = Options.Definitions.Resolve(start.Node.Workflow, start.Node.Version);
            var binding = InputBinder.Bind(definition.Inputs, start.Input);
            if (binding.Problems.Count > 0)
            {
                return new AttemptErred(start.Activation, start.Attempt, new StepError
                {
                    Kind = StepErrorKinds.Expression,
                    Code = binding.Problems[0].Code,
                    Message = $"Workflow '{start.Node.Workflow}' cannot be called: {string.Join(" ", binding.Problems.Select(p => p.Message))}",
                });
            }

            var trigger = Value.From(ValueObject.Of(
                ("kind", Value.From("call")),
                ("run_id", Value.From(parent.RunId.Value)),
                ("step", Value.From(start.Node.Id)),
                ("environment", parent.State.Trigger["environment"])));
            var requested = new RunRequested(binding.Inputs, trigger)
            {
                Parent = parent.RunId,
                ParentWait = start.Node.Detach ? null : (start.Activation, start.Attempt),
            };
            var started = new TaskCompletionSource<RunId>();
            try
            {
                await BeginAsync(start.ChildId, definition, requested, started).ConfigureAwait(false);
                await started.Task.ConfigureAwait(false);
            }
            catch (RunOwnershipLostException)
            {
                // Somebody who owned the parent before has started it in this very moment.
            }
        }

        return new ChildBegan(start.Activation, start.Attempt, start.ChildId);
    }
}
