using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Testing;

namespace Arch.Testing.Comparing;

/// <summary>
/// Compares expected with actual values. An object may have more members than are expected unless it is compared exactly; an array
/// must have as many elements.
/// </summary>
internal sealed class ValueComparer(ExpressionSession session, IExpressionScope scope, List<Finding> findings)
{
    public void Compare(ExpectedValue? expected, Value actual, string what, bool isExact)
    {
        if (expected is null)
        {
            return;
        }

        if (expected.Members is { } members)
        {
            CompareObject(expected, members, actual, what, isExact);
        }
        else if (expected.Items is { } items)
        {
            CompareArray(expected, items, actual, what, isExact);
        }
        else if (Evaluate(expected, what) is { } value && !Fits(value, actual, isExact))
        {
            Differ(expected, what, value, actual);
        }
    }

    /// <summary>Tells whether a value is as expected.</summary>
    public static bool Fits(Value expected, Value actual, bool isExact)
    {
        if (expected.IsNullish)
        {
            return actual.IsNullish;
        }

        if (expected.TryGetObject(out var members) && actual.TryGetObject(out var others))
        {
            return members.All(member => Fits(member.Value, actual[member.Key], isExact))
                && !(isExact && others.Any(other => !other.Value.IsUndefined && !members.TryGetValue(other.Key, out _)));
        }

        return expected.TryGetArray(out var items) && actual.TryGetArray(out var elements)
            ? items.Count == elements.Count && items.Select((item, i) => Fits(item, elements[i], isExact)).All(fits => fits)
            : expected == actual;
    }

    private void CompareObject(
        ExpectedValue expected,
        IReadOnlyList<KeyValuePair<string, ExpectedValue>> members,
        Value actual,
        string what,
        bool isExact)
    {
        if (!actual.TryGetObject(out var others))
        {
            if (Evaluate(expected, what) is { } value)
            {
                Differ(expected, what, value, actual);
            }

            return;
        }

        foreach (var (name, member) in members)
        {
            Compare(member, actual[name], Join(what, name), isExact);
        }

        if (isExact && others.Where(other => !other.Value.IsUndefined && members.All(member => member.Key != other.Key)).ToList() is { Count: > 0 } extra)
        {
            findings.Add(new Finding(
                expected.Place,
                what,
                null,
                $"{what} has members that are not expected: {string.Join(", ", extra.Select(other => other.Key))}.")
            {
                Actual = ValueJson.ToJson(actual, indented: true),
                Remedy = "Add them, or take 'exact' away.",
            });
        }
    }

    private void CompareArray(ExpectedValue expected, IReadOnlyList<ExpectedValue> items, Value actual, string what, bool isExact)
    {
        if (actual.TryGetArray(out var elements) && elements.Count == items.Count)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Compare(items[i], elements[i], string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]"), isExact);
            }
        }
        else if (Evaluate(expected, what) is { } value)
        {
            Differ(expected, what, value, actual);
        }
    }

    private Value? Evaluate(ExpectedValue expected, string what)
    {
        try
        {
            return expected.Template.Evaluate(session, scope);
        }
        catch (ExpressionException exception)
        {
            findings.Add(new Finding(expected.Place, what, exception.Code, $"What is expected of {what} cannot be evaluated: {exception.Message}"));
            return null;
        }
    }

    private void Differ(ExpectedValue expected, string what, Value value, Value actual) =>
        findings.Add(new Finding(expected.Place, what, null, actual.IsUndefined ? $"{what} is missing." : $"{what} is not as expected.")
        {
            Expected = Show(value),
            Actual = Show(actual),
        });

    private static string Show(Value value) => value.IsUndefined ? "nothing" : ValueJson.ToJson(value, indented: true);

    private static string Join(string what, string name) => $"{what}.{name}";
}
