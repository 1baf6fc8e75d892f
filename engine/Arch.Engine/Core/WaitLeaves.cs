using System.Globalization;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Engine.Core;

/// <summary>
/// The parts of a wait that are no combination. What they wait for is evaluated once, when the wait begins, and recorded as an array
/// of objects: <c>{timer: moment}</c>, <c>{signal: name}</c> or <c>{event: subject}</c>.
/// </summary>
internal static class WaitLeaves
{
    /// <summary>Lists the parts in the order in which they are written, which is their number.</summary>
    public static List<WaitCondition> Of(WaitCondition condition)
    {
        var leaves = new List<WaitCondition>();
        Collect(condition, leaves);
        return leaves;
    }

    public static Value Timer(DateTimeOffset due) =>
        Value.From(ValueObject.Of(("timer", Value.From(due.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)))));

    public static Value Signal(string name) => Value.From(ValueObject.Of(("signal", Value.From(name))));

    public static Value Event(string subject) => Value.From(ValueObject.Of(("event", Value.From(subject))));

    public static DateTimeOffset? DueOf(Value leaf) => leaf["timer"].TryGetString(out var text)
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : null;

    /// <summary>Gets the earliest moment of the parts that are not met.</summary>
    public static DateTimeOffset? NextDue(Value leaves, Value[] met)
    {
        DateTimeOffset? next = null;
        for (var i = 0; i < met.Length; i++)
        {
            if (met[i].IsUndefined && DueOf(leaves[i]) is { } due && (next is null || due < next))
            {
                next = due;
            }
        }

        return next;
    }

    /// <summary>Gives the outputs of a condition when it is met.</summary>
    /// <returns>Undefined when it is not met.</returns>
    public static Value Outputs(WaitCondition condition, Value[] met)
    {
        var leaf = 0;
        return Outputs(condition, met, ref leaf);
    }

    private static Value Outputs(WaitCondition condition, Value[] met, ref int leaf)
    {
        if (condition is not CombinedCondition combined)
        {
            return met[leaf++];
        }

        // Every part is looked at, since the parts after it count on from its leaves.
        var parts = new Value[combined.Parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Outputs(combined.Parts[i], met, ref leaf);
        }

        if (combined.NeedsAll)
        {
            return Array.Exists(parts, part => part.IsUndefined)
                ? Value.Undefined
                : Value.From(ValueObject.Of(("results", Value.From(ValueArray.Of(parts)))));
        }

        var first = Array.FindIndex(parts, part => !part.IsUndefined);
        return first < 0
            ? Value.Undefined
            : Value.From(ValueObject.Of(("index", Value.From(first)), ("result", parts[first])));
    }

    private static void Collect(WaitCondition condition, List<WaitCondition> leaves)
    {
        if (condition is CombinedCondition combined)
        {
            foreach (var part in combined.Parts)
            {
                Collect(part, leaves);
            }
        }
        else
        {
            leaves.Add(condition);
        }
    }
}
