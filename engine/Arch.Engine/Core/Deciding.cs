using Arch.Engine.Journal;
using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;

namespace Arch.Engine.Core;

/// <summary>One decision in the making.</summary>
internal sealed partial class Deciding : IDisposable
{
    // After so many steps in one decision the run commits what it has and lets others have the thread.
    private const int MaxStepsAtOnce = 1_000;

    private readonly RunState _state;
    private readonly DateTimeOffset _at;
    private readonly bool _isWatched;
    private readonly ExpressionSession _session;
    private readonly RunScope _scope;
    private readonly List<JournalRecord> _records = [];
    private readonly List<Effect> _effects = [];
    private readonly List<StepProgress> _progress = [];
    private readonly WritesBuilder _writes = new();
    private string? _idempotencyKey;
    private bool _wantsSnapshot;
    private List<RunWarning>? _warnings;

    public Deciding(RunState state, DateTimeOffset at, bool isWatched, CancellationToken cancellationToken)
    {
        _state = state;
        _at = at;
        _isWatched = isWatched;
        _session = new ExpressionSession(at, Seed(state), limits: null, cancellationToken);
        _scope = new RunScope(state);
    }

    private WorkflowDefinition Definition => _state.Definition;

    public Decision Decide(IReadOnlyList<Happening> happenings)
    {
        foreach (var happening in happenings)
        {
            if (!_state.HasEnded)
            {
                var wasStopped = _state.IsStopped;
                Handle(happening);
                if (wasStopped && !_state.IsStopped)
                {
                    GoOn();
                }

                if (_state.HasCutOff && !_state.IsStopped)
                {
                    BeginAnew();
                }

                WorkOff();
            }
        }

        // What began and ended in one decision is not carried out any more.
        _effects.RemoveAll(IsOver);
        if (_state.Ready.Count > 0 && !_state.IsStopped)
        {
            _effects.Add(new ContinueLater());
        }

        return new Decision(_records, _effects, _progress, _warnings ?? [])
        {
            Writes = _writes.Build(),
            IdempotencyKey = _idempotencyKey,
            WantsSnapshot = _wantsSnapshot,
        };
    }

    public void Dispose() => _session.Dispose();

    // The same place in the same run draws the same random bits, whichever host decides.
    private static ulong Seed(RunState state) =>
        Fnv(state.RunId.Value) ^ ((ulong)state.NextSequence * 0x9E3779B97F4A7C15UL);

    private static ulong Fnv(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash;
    }

    private void Handle(Happening happening)
    {
        switch (happening)
        {
            case RunRequested requested when !_state.HasStarted:
                Start(requested);
                break;
            case AttemptSucceeded succeeded when Attempting(succeeded.Activation, succeeded.Attempt) is { } activation:
                EndAttempt(activation, new Outcome(StepStatus.Succeeded, succeeded.Outputs));
                break;
            case AttemptErred erred when Attempting(erred.Activation, erred.Attempt) is { } activation:
                if (activation.Unwinding is { } pending)
                {
                    EndUnwinding(activation, pending);
                }
                else
                {
                    EndAttempt(activation, Outcome.Failure(erred.Error));
                }

                break;
            case CacheLookedUp looked when Attempting(looked.Activation, looked.Attempt) is { } activation:
                FollowCache(activation, looked.Outputs);
                break;
            case AskTaken taken when Attempting(taken.Activation, taken.Attempt) is { } activation:
                Emit(new AgentAsked { Activation = activation.Id });
                break;
            case ChildBegan began:
                FollowChild(began);
                break;
            case MomentCame:
                HandleMoments();
                break;
            case MessageCame came:
                Take(came.Message);
                break;
            case RewindAsked asked:
                Rewind(asked);
                break;
        }
    }

    // A result of an attempt that is no longer under way came too late.
    private Activation? Attempting(int id, int attempt) =>
        _state.FindActivation(id) is { IsAttempting: true } activation && activation.Attempt == attempt ? activation : null;

    private bool IsOver(Effect effect) => effect switch
    {
        StartAttempt start => Attempting(start.Activation, start.Attempt) is null,
        StartChild start => Attempting(start.Activation, start.Attempt) is null,
        AskAgent ask => Attempting(ask.Activation, ask.Attempt) is null,
        LookUpCache look => Attempting(look.Activation, look.Attempt) is null,
        _ => false,
    };

    private void WorkOff()
    {
        var steps = 0;
        while (!_state.HasEnded && !_state.IsStopped && steps < MaxStepsAtOnce && _state.Ready.TryDequeue(out var lane))
        {
            if (_state.IsReady(lane))
            {
                steps++;
                Advance(lane);
            }
        }
    }

    private void HandleMoments()
    {
        if (_state.IsStopped)
        {
            return;
        }

        foreach (var due in _state.DueBy(_at))
        {
            // An earlier one may have ended it, or changed what it waits for.
            if (_state.HasEnded || _state.FindActivation(due.Id) != due)
            {
                continue;
            }

            if (due.TimeoutAt <= _at)
            {
                TimeOut(due);
            }
            else if (due.DueAt <= _at)
            {
                HandleDue(due);
            }
        }
    }

    private void TimeOut(Activation due)
    {
        if (due.Node is WaitNode { ContinueOnTimeout: true } wait)
        {
            EndAttempt(due, new Outcome(StepStatus.Succeeded, TimedOut(wait, due)));
        }
        else
        {
            Unwind(
                due,
                Outcome.Failure(Errors.TimedOut(due, Definition)),
                compensates: due.Node is TryNode { Rollback: true },
                handles: due.Node is null && !due.Lanes.Any(lane => lane.Role == LaneRole.Catch));
        }
    }

    private void HandleDue(Activation due)
    {
        switch (due.Node)
        {
            case null:
                Emit(new AttemptOpened
                {
                    Activation = due.Id,
                    Attempt = due.Attempt + 1,
                    TimeoutAt = Definition.Timeout is { } timeout ? _at + timeout : null,
                });
                if (!due.IsQueued)
                {
                    OpenLane(due, LaneRole.Body, 0);
                }

                break;
            case var _ when due.IsRetrying:
                BeginAttempt(due, due.Attempt + 1);
                break;
            case RepeatNode loop:
                BeginIteration(due, loop);
                break;
            case WaitNode wait:
                MeetTimers(due, wait);
                break;
            case HumanNode human:
                Expire(due, human);
                break;
        }
    }

    private void Emit(JournalRecord record)
    {
        record = record with { Sequence = _state.NextSequence, At = _at };
        if (_isWatched && _state.Describe(record) is { } progress)
        {
            _progress.Add(progress);
        }

        CloseOutside(record);
        _state.Apply(record);
        _records.Add(record);
    }

    private Value Evaluate(Template template, Lane? lane) =>
        template.Constant ?? Bounded(template.Evaluate(_session, _scope.From(lane)));

    private Value Evaluate(ExpressionHandle expression, Lane? lane, StepError? error = null, Value message = default) =>
        Bounded(expression.Compiled.Evaluate(_session, _scope.From(lane, error, message)));

    // A value that is put into itself again and again must fail its step before no record can hold it.
    private static Value Bounded(Value value) => ValueDepth.Exceeds(value, ValueDepth.InRuns)
        ? throw new ExpressionException(
            "ARCH2407",
            $"The value cannot be kept: it is nested more than {ValueDepth.InRuns} levels deep. Add to a list instead of putting a value into itself, or keep parts of it.")
        : value;

    private bool EvaluateCondition(ExpressionHandle condition, Lane? lane, Value message) =>
        EvaluateCondition(condition, lane, error: null, message);

    private bool EvaluateCondition(ExpressionHandle condition, Lane? lane, StepError? error = null, Value message = default)
    {
        var value = Evaluate(condition, lane, error, message);
        return value.TryGetBoolean(out var truth)
            ? truth
            : throw new ExpressionException(
                "ARCH2411",
                $"The condition '{condition.Compiled.Text}' at {condition.Place} gave {value.Kind.ToString().ToLowerInvariant()}, but a condition must give true or false. Compare it with something.");
    }

    /// <summary>Runs code of the workflow; what it throws becomes an error of the run.</summary>
    private static StepError? Try<T>(Func<T> evaluate, out T? result)
    {
        try
        {
            result = evaluate();
            return null;
        }
        catch (ExpressionException exception)
        {
            result = default;
            return Errors.OfExpression(exception);
        }
    }

    private static StepError? CheckShape(Value value, Arch.Expressions.Types.TypeShape shape, string what)
    {
        if (shape.Kind == Arch.Expressions.Types.ShapeKind.Any || value.IsUndefined)
        {
            return null;
        }

        var findings = ShapeCheck.Check(value, shape);
        return findings.Count == 0 ? null : Errors.WrongShape(findings[0].Describe(what));
    }
}
