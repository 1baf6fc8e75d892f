using System.Collections.Immutable;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>How steps and runs get their permits under concurrency limits.</summary>
internal sealed partial class Deciding
{
    // In the order of the keys, so that two that need the same permits never hold what the other waits for.
    private StepError? AskPermits(Activation activation, ImmutableArray<ConcurrencyLimit> limits)
    {
        var error = Try(() => limits.Select(limit => Evaluate(limit.Key, activation.Lane).ToString()).ToArray(), out var keys);
        if (error is not null)
        {
            return error;
        }

        var asked = keys!.Select((key, i) => new KeyValuePair<string, int>(key, i)) // made when there is no error
            .OrderBy(key => key.Key, StringComparer.Ordinal);
        Emit(new PermitsAsked { Activation = activation.Id, Keys = [.. asked.DistinctBy(key => key.Key)] });
        AskNext(activation);
        return null;
    }

    private void AskNext(Activation activation)
    {
        var (key, place) = activation.Permits[activation.Granted];
        var limit = Limits(activation)[place];
        _writes.Ask(_state.IsRegaining(activation)
            ? new PermitRequest(activation.Id, key, limit.Limit, LimitPolicy.Queue, null)
            : new PermitRequest(activation.Id, key, limit.Limit, limit.OnLimit, limit.QueueMax));
    }

    private ImmutableArray<ConcurrencyLimit> Limits(Activation activation) => activation.Node?.Limits ?? Definition.Limits;

    private void TakePermit(RunMessage message)
    {
        if (!message.Data["activation"].TryGetNumber(out var id)
            || _state.FindActivation((int)id) is not { IsQueued: true } activation
            || (activation.Unwinding is not null && !_state.IsRegaining(activation))
            || activation.Permits[activation.Granted].Key != message.Name)
        {
            return;
        }

        if (message.Data["granted"] == Value.From(true))
        {
            var regains = _state.IsRegaining(activation);
            Emit(new PermitGranted { Activation = activation.Id });
            if (activation.IsQueued)
            {
                AskNext(activation);
            }
            else if (regains)
            {
                AskBack();
            }
            else if (!_state.IsStopped)
            {
                BeginGranted(activation);
            }

            return;
        }

        var skips = Limits(activation)[activation.Permits[activation.Granted].Value].OnLimit == LimitPolicy.Skip;
        Refuse(activation, Errors.LimitReached(message), skips);
    }

    private void Refuse(Activation activation, StepError error, bool skips)
    {
        if (activation.Node is { } node)
        {
            Close(activation, skips ? new Outcome(StepStatus.Skipped) : Failure(error, node, 1));
        }
        else
        {
            FinishRun(skips
                ? new Outcome(StepStatus.Cancelled, default, error with { Kind = StepErrorKinds.Cancelled })
                : Outcome.Failure(error));
        }
    }

    private void BeginGranted(Activation activation)
    {
        if (activation.Node is null)
        {
            if (activation is { Opened: 0, IsRetrying: false })
            {
                OpenLane(activation, LaneRole.Body, 0);
            }
        }
        else if (activation.Unwinding is null && (activation.Attempt == 0 || activation.IsCutOff))
        {
            BeginAttempt(activation, activation.Attempt + 1);
        }
    }
}
