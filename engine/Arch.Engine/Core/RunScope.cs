using System.Globalization;
using Arch.Engine.Runs;
using Arch.Expressions.Language;
using Arch.Expressions.Values;

namespace Arch.Engine.Core;

/// <summary>The names that the expressions of a run see, from one lane. One object serves a whole decision.</summary>
internal sealed class RunScope(RunState state) : IExpressionScope
{
    private Lane? _lane;
    private Frame _frame = state.RootFrame;
    private StepError? _error;
    private Value _event;

    /// <summary>Looks from a lane; <see langword="null"/> is the run itself.</summary>
    public RunScope From(Lane? lane, StepError? error = null, Value message = default)
    {
        _event = message;
        _lane = lane;
        _frame = lane?.Frame ?? state.RootFrame;
        _error = error;
        return this;
    }

    public bool TryResolve(string name, out Value value)
    {
        switch (name)
        {
            case "steps":
                value = Value.From(_frame.See(state.Definition));
                return true;
            case "vars":
                value = state.Variables;
                return true;
            case "inputs":
                value = Inputs();
                return true;
            case "run":
                value = Run();
                return true;
            case "trigger":
                value = state.Trigger.IsUndefined ? Value.EmptyObject : state.Trigger;
                return true;
            case "workflow":
                value = Workflow();
                return true;
            case "secrets":
                value = Value.EmptyObject;
                return true;
            case "event" when !_event.IsUndefined:
                value = _event;
                return true;
            case "error" when Error() is { } error:
                value = error.ToValue();
                return true;
            default:
                return TryResolveLocal(name, out value);
        }
    }

    private bool TryResolveLocal(string name, out Value value)
    {
        for (var at = _frame; at is not null; at = at.Parent)
        {
            if (at.ItemName == name)
            {
                value = at.Item;
                return true;
            }

            if (at.IndexName == name)
            {
                value = Value.From(at.Index);
                return true;
            }
        }

        value = Value.Undefined;
        return false;
    }

    private Value Inputs()
    {
        for (var at = _frame; at is not null; at = at.Parent)
        {
            if (!at.Inputs.IsUndefined)
            {
                return at.Inputs;
            }
        }

        return state.Inputs;
    }

    private StepError? Error()
    {
        if (_error is not null)
        {
            return _error;
        }

        for (var at = _lane; at is not null; at = at.Owner.Lane)
        {
            if (at.Error is not null)
            {
                return at.Error;
            }
        }

        return null;
    }

    private Value Run()
    {
        var status = state.Root.Unwinding is { } ending ? StatusNames.Of(ending.Status) : "running";
        var environment = state.Trigger["environment"];
        return Value.From(ValueObject.Of(
            ("id", Value.From(state.RunId.Value)),
            ("workflow", Value.From(state.Definition.FullName)),
            ("status", Value.From(status)),
            ("started_at", Value.From(
                state.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))),
            ("attempt", Value.From(state.Root.Attempt)),
            ("environment", environment.IsUndefined ? Value.From("development") : environment)));
    }

    private Value Workflow()
    {
        var fullName = state.Definition.FullName;
        var dot = fullName.LastIndexOf('.');
        return Value.From(ValueObject.Of(
            ("id", Value.From(fullName[(dot + 1)..])),
            ("namespace", Value.From(dot < 0 ? "" : fullName[..dot])),
            ("name", Value.From(fullName)),
            ("title", Value.From(state.Definition.Title)),
            ("version", Value.From(state.Definition.Id.Value))));
    }
}
