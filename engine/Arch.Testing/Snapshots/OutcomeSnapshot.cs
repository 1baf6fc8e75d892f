using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Expressions.Values;
using Arch.Testing.Outcomes;
using Arch.Workflows.Durations;

namespace Arch.Testing.Snapshots;

/// <summary>The whole outcome of a case as data, for comparison with an earlier one.</summary>
internal static partial class OutcomeSnapshot
{
    public static Value Of(CaseOutcome outcome)
    {
        var steps = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var step in outcome.Steps.Where(step => !step.IsBlock))
        {
            // What undoes a step, and a second attempt of what is around it, may have the same path.
            var name = step.Path;
            for (var number = 2; !steps.TryAdd(name, Of(step)); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{step.Path} ({number})");
            }
        }

        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal)
        {
            ["status"] = Value.From(outcome.Status),
            ["took"] = Value.From(DurationText.Format(outcome.Took)),
            ["path"] = Value.From(ValueArray.Of([.. outcome.Path.Select(Value.From)])),
            ["steps"] = Value.From(ValueObject.Of(steps)),
        };
        Add(members, "outputs", outcome.Outputs);
        Add(members, "error", Error(outcome.Error));
        members["emitted"] = Value.From(ValueArray.Of([.. outcome.Emitted]));
        return Value.From(ValueObject.Of(members));
    }

    private static Value Of(StepOutcome step)
    {
        var members = new OrderedDictionary<string, Value>(StringComparer.Ordinal) { ["status"] = Value.From(step.Status) };
        if (step.Attempts > 1)
        {
            members["attempts"] = Value.From(step.Attempts);
        }

        // A wait works on moments that the clock alone decides.
        Add(members, "inputs", step.Verb == "wait" ? Value.Undefined : step.Inputs);
        Add(members, "outputs", step.Outputs);
        Add(members, "error", Error(step.Error));
        return Value.From(ValueObject.Of(members));
    }

    // The id of a called run counts the steps before it, so that any other step would change it.
    private static Value Error(Value error)
    {
        if (!error.TryGetObject(out var members) || !error["message"].TryGetString(out var message))
        {
            return error;
        }

        return Value.From(ValueObject.Of(new OrderedDictionary<string, Value>(members, StringComparer.Ordinal)
        {
            ["message"] = Value.From(RunId().Replace(message, "run1-…")),
        }));
    }

    [GeneratedRegex("\\brun1(-[0-9]+)+\\b")]
    private static partial Regex RunId();

    private static void Add(OrderedDictionary<string, Value> members, string name, Value value)
    {
        if (!value.IsUndefined)
        {
            members[name] = value;
        }
    }
}
