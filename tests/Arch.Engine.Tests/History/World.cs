using Arch.Engine.Core;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.History;

/// <summary>
/// What is outside of a run on the decision core alone: it answers what the run does, in an order and with results that come from
/// a seed, and lets time pass.
/// </summary>
internal sealed class World(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Happening> _pending = [];
    private int _pauses = 2;
    private bool _isPaused;

    /// <summary>Gets how many percent of the attempts fail.</summary>
    public int Failing { get; init; } = 15;

    /// <summary>Gets the errors with which certain steps fail, by step id; <see langword="null"/> makes one succeed always.</summary>
    public Dictionary<string, StepError?> Steps { get; init; } = [];

    /// <summary>Gets whether somebody cancels the run in the middle.</summary>
    public bool Cancels { get; init; }

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static StepError Fault { get; } = new() { Kind = StepErrorKinds.Plugin, Code = "boom", Message = "It went boom." };

    /// <summary>Lets time pass.</summary>
    public void Pass(DateTimeOffset until) => Now = until > Now ? until : Now;

    /// <summary>Says what happens next.</summary>
    public Happening Next(RunState state)
    {
        Now += TimeSpan.FromMilliseconds(_random.Next(1, 900));
        if (!state.HasStarted)
        {
            return new RunRequested(ValueJson.Parse("""{"n":3,"deep":{"list":[1,2,{"x":"ä\u0000"}]}}"""), ValueJson.Parse("""{"kind":"manual"}"""));
        }

        if (_isPaused ? _random.Next(4) == 0 || _pending.Count == 0 : _pauses > 0 && _random.Next(40) == 0)
        {
            _pauses -= _isPaused ? 0 : 1;
            _isPaused = !_isPaused;
            return Message(state, _isPaused ? RunMessageKind.Pause : RunMessageKind.Resume, "by seed");
        }

        if (Cancels && state.NextSequence > 30 && _random.Next(20) == 0)
        {
            return Message(state, RunMessageKind.Cancel, "by seed", Value.From(ValueObject.Of(("compensate", Value.From(_random.Next(3) == 0)))));
        }

        if (state.NextDue is { } due && (_pending.Count == 0 || due <= Now || _random.Next(6) == 0))
        {
            Now = due > Now ? due : Now;
            return new MomentCame();
        }

        var place = _pending.Count > 0 ? _random.Next(_pending.Count) : throw new InvalidOperationException("The run is stuck.");
        var next = _pending[place];
        _pending.RemoveAt(place);
        return next;
    }

    /// <summary>Takes in what a decision did outside of the run.</summary>
    public void Take(RunState state, Decision decision)
    {
        foreach (var effect in decision.Effects)
        {
            Answer(state, effect);
        }

        if (decision.Writes is not { } writes)
        {
            return;
        }

        foreach (var permit in writes.Permits)
        {
            _pending.Add(new MessageCame(PermitMessages.Granted(state.RunId, permit.Activation, permit.Key, Now)));
        }

        foreach (var task in writes.OpenedTasks)
        {
            var form = """{"action":"approve","form":{"note":"fine"}}""";
            _pending.Add(Message(state, RunMessageKind.TaskCompleted, task.Id, ValueJson.Parse(form)));
        }

        foreach (var wait in writes.OpenedWaits)
        {
            var name = wait.Name.Replace("*", "x", StringComparison.Ordinal);
            var data = wait.Kind == RunMessageKind.Signal
                ? ValueJson.Parse("""{"ok":true}""")
                : new BusEvent { Id = $"e{_random.Next(3)}", Subject = name, Data = ValueJson.Parse("""{"v":7}"""), At = Now }.ToValue();
            _pending.Add(Message(state, wait.Kind, name, data));
        }
    }

    /// <summary>Takes up what a run that came back into memory has under way, and what it waits for.</summary>
    public void TakeUp(RunState state)
    {
        foreach (var effect in state.OpenEffects())
        {
            Answer(state, effect);
        }
    }

    private void Answer(RunState state, Effect effect)
    {
        switch (effect)
        {
            case StartAttempt start:
                _pending.Add(Result(start));
                break;
            case LookUpCache look:
                _pending.Add(new CacheLookedUp(look.Activation, look.Attempt, _random.Next(2) == 0 ? ValueJson.Parse("""{"v":"kept"}""") : default));
                break;
            case StartChild start:
                _pending.Add(new ChildBegan(start.Activation, start.Attempt, start.ChildId));
                _pending.Add(Message(state, RunMessageKind.ChildEnded, start.ChildId.Value, Value.From(ValueObject.Of(
                    ("activation", Value.From(start.Activation)),
                    ("attempt", Value.From(start.Attempt)),
                    ("succeeded", Value.From(true)),
                    ("outputs", ValueJson.Parse("""{"v":1}"""))))));
                break;
            case AskAgent ask:
                var failed = _random.Next(100) < Failing;
                _pending.Add(new AskTaken(ask.Activation, ask.Attempt));
                _pending.Add(Message(state, RunMessageKind.AgentReplied, "", Value.From(ValueObject.Of(
                    ("activation", Value.From(ask.Activation)),
                    ("attempt", Value.From(ask.Attempt)),
                    ("outputs", ValueJson.Parse("""{"v":1}""")),
                    ("error", failed ? Fault.ToValue() : Value.Null)))));
                break;
            case ContinueLater:
                _pending.Add(new GoOn());
                break;
        }
    }

    private Happening Result(StartAttempt start)
    {
        var error = Steps.TryGetValue(start.Node.Id, out var given) ? given : _random.Next(100) < Failing ? Fault : null;
        return error is null
            ? new AttemptSucceeded(start.Activation, start.Attempt, start.Input)
            : new AttemptErred(start.Activation, start.Attempt, error);
    }

    private MessageCame Message(RunState state, RunMessageKind kind, string name, Value data = default) => new(new RunMessage
    {
        RunId = state.RunId,
        Id = $"{kind}/{name}/{_random.Next()}",
        Kind = kind,
        Name = name,
        Data = data,
        By = "seed",
        At = Now,
    });
}
