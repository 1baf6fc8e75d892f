using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Durations;

namespace Arch.Engine.Core;

/// <summary>How waits begin, are met by time, signals and events, and end.</summary>
internal sealed partial class Deciding
{
    private Prepared PrepareWait(Lane lane, WaitNode wait, AttemptOpened record)
    {
        var leaves = new List<Value>();
        foreach (var leaf in WaitLeaves.Of(wait.Condition))
        {
            switch (leaf)
            {
                case SignalCondition signal:
                    leaves.Add(WaitLeaves.Signal(signal.Signal));
                    break;
                case EventCondition message:
                    leaves.Add(WaitLeaves.Event(Evaluate(message.Subject, lane).ToString()));
                    break;
                case TimerCondition timer:
                    if (Moment(lane, timer, out var given) is not { } due)
                    {
                        return new(record, Errors.NotATime(wait, given));
                    }

                    leaves.Add(WaitLeaves.Timer(due));
                    break;
            }
        }

        var input = Value.From(ValueArray.Of([.. leaves]));
        return new(record with { Input = input, DueAt = WaitLeaves.NextDue(input, new Value[leaves.Count]) });
    }

    private DateTimeOffset? Moment(Lane lane, TimerCondition timer, out Value given)
    {
        given = timer.For is { } length ? Evaluate(length, lane) : Evaluate(timer.Until!, lane); // one of the two is there
        if (timer.For is not null)
        {
            return given.TryGetString(out var text) && DurationText.TryParse(text, out var duration) ? _at + duration : null;
        }

        if (given.TryGetNumber(out var milliseconds) && Math.Abs(milliseconds) < 8e15)
        {
            return DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds);
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return given.TryGetString(out var moment)
            && DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, Utc, out var until) ? until : null;
    }

    // What has come already counts; what has not is waited for.
    private void EnterWait(Activation activation, WaitNode wait)
    {
        MeetTimers(activation, wait);
        var leaves = WaitLeaves.Of(wait.Condition);
        for (var i = 0; i < leaves.Count && IsWaiting(activation); i++)
        {
            if (leaves[i] is SignalCondition signal && activation.Met![i].IsUndefined)
            {
                TakeKept(activation, wait, i, signal);
            }
        }

        for (var i = 0; i < leaves.Count && IsWaiting(activation); i++)
        {
            if (activation.Met![i].IsUndefined && leaves[i] is not TimerCondition)
            {
                var isEvent = activation.Input[i]["event"].TryGetString(out var subject);
                _writes.OpenWait(new OpenWait(
                    activation.Id,
                    i,
                    isEvent ? RunMessageKind.Event : RunMessageKind.Signal,
                    isEvent ? subject! : ((SignalCondition)leaves[i]).Signal,
                    isEvent ? _state.StartedAt : null));
            }
        }
    }

    private void MeetTimers(Activation activation, WaitNode wait)
    {
        for (var i = 0; IsWaiting(activation) && i < activation.Met!.Length; i++)
        {
            if (activation.Met[i].IsUndefined && WaitLeaves.DueOf(activation.Input[i]) is { } due && due <= _at)
            {
                Meet(activation, wait, new WaitMet { Activation = activation.Id, Leaf = i, Result = Value.EmptyObject });
            }
        }
    }

    private void TakeKept(Activation activation, WaitNode wait, int leaf, SignalCondition condition)
    {
        foreach (var signal in _state.Signals.Where(signal => signal.Name == condition.Signal).ToList())
        {
            if (!IsWaiting(activation))
            {
                return;
            }

            if (Matches(activation, condition.Match, Describe(signal)))
            {
                Meet(activation, wait, Met(activation, leaf, signal));
                return;
            }
        }
    }

    private void TakeSignal(RunMessage message)
    {
        Emit(new SignalReceived { Name = message.Name, Data = message.Data, By = message.By });
        var signal = _state.Signals[^1];
        foreach (var (activation, wait) in Waits())
        {
            var leaves = WaitLeaves.Of(wait.Condition);
            for (var i = 0; i < leaves.Count && IsWaiting(activation); i++)
            {
                if (leaves[i] is SignalCondition condition
                    && condition.Signal == signal.Name
                    && activation.Met![i].IsUndefined
                    && Matches(activation, condition.Match, Describe(signal)))
                {
                    // One signal ends one wait, the oldest.
                    Meet(activation, wait, Met(activation, i, signal));
                    return;
                }
            }
        }
    }

    private void TakeEvent(RunMessage message)
    {
        var id = message.Data["id"].ToString();
        if (_state.HasTaken(id))
        {
            return;
        }

        foreach (var (activation, wait) in Waits())
        {
            var leaves = WaitLeaves.Of(wait.Condition);
            for (var i = 0; i < leaves.Count && IsWaiting(activation); i++)
            {
                if (leaves[i] is EventCondition condition
                    && activation.Met![i].IsUndefined
                    && SubjectPattern.Matches(activation.Input[i]["event"].ToString(), message.Name)
                    && Matches(activation, condition.Match, message.Data))
                {
                    Meet(activation, wait, new WaitMet { Activation = activation.Id, Leaf = i, Result = message.Data, Event = id });
                    break;
                }
            }
        }
    }

    private List<(Activation Activation, WaitNode Wait)> Waits() =>
        [.. from activation in _state.Listening
            where activation.Node is WaitNode
            select (activation, (WaitNode)activation.Node!)]; // it has just been looked at

    private bool IsWaiting(Activation activation) => _state.FindActivation(activation.Id) == activation && activation.IsListening;

    // An error in the condition fails the step: what it waits for would otherwise never be seen.
    private bool Matches(Activation activation, ExpressionHandle? match, Value message)
    {
        if (match is null)
        {
            return true;
        }

        if (Try(() => EvaluateCondition(match, activation.Lane, message), out var matches) is not { } error)
        {
            return matches;
        }

        EndAttempt(activation, Outcome.Failure(error));
        return false;
    }

    private void Meet(Activation activation, WaitNode wait, WaitMet met)
    {
        Emit(met);
        var outputs = WaitLeaves.Outputs(wait.Condition, activation.Met!); // a wait always has it
        if (!outputs.IsUndefined)
        {
            outputs = With(outputs, "timed_out", Value.From(false));
            EndAttempt(
                activation,
                CheckShape(outputs, wait.Output, $"What step '{wait.Id}' waited for") is { } wrong
                    ? Outcome.Failure(wrong)
                    : new Outcome(StepStatus.Succeeded, outputs));
        }
    }

    private static Value TimedOut(WaitNode wait, Activation activation) => wait.Condition is CombinedCondition { NeedsAll: true }
        ? Value.From(ValueObject.Of(
            ("results", Value.From(ValueArray.Of([.. activation.Met!.Select(met => met.IsUndefined ? Value.Null : met)]))),
            ("timed_out", Value.From(true))))
        : Value.From(ValueObject.Of(("timed_out", Value.From(true))));

    private static WaitMet Met(Activation activation, int leaf, SignalReceived signal) => new()
    {
        Activation = activation.Id,
        Leaf = leaf,
        Result = Describe(signal),
        Signal = signal.Sequence,
    };

    private static Value Describe(SignalReceived signal) => Value.From(ValueObject.Of(
        ("name", Value.From(signal.Name)),
        ("data", signal.Data.IsUndefined ? Value.Null : signal.Data),
        ("by", Value.From(signal.By)),
        ("time", TimeValue(signal.At))));

    private static Value TimeValue(DateTimeOffset at) =>
        Value.From(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));

    private static Value With(Value value, string name, Value member)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        if (value.TryGetObject(out var before))
        {
            foreach (var (key, item) in before)
            {
                members[key] = item;
            }
        }

        members[name] = member;
        return Value.From(ValueObject.Of(members));
    }
}
