using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Inputs;

/// <summary>Makes the inputs of a run from what it was given. Finds all problems at once.</summary>
public static class InputBinder
{
    /// <summary>Binds values.</summary>
    /// <param name="inputs">What the workflow declares.</param>
    /// <param name="given">An object of values by name, or undefined when there are none.</param>
    /// <returns>The inputs with defaults filled in, and the problems.</returns>
    public static InputBinding Bind(IReadOnlyList<InputDefinition> inputs, Value given) => Bind(inputs, given, []);

    /// <summary>Binds values and texts such as those of a command line.</summary>
    /// <param name="inputs">What the workflow declares.</param>
    /// <param name="given">An object of values by name, or undefined when there are none.</param>
    /// <param name="texts">
    /// Names and texts, which are read as the input's type; they win over <paramref name="given"/>, later ones over
    /// earlier.
    /// </param>
    /// <returns>The inputs with defaults filled in, and the problems.</returns>
    public static InputBinding Bind(
        IReadOnlyList<InputDefinition> inputs,
        Value given,
        IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        var problems = new List<InputProblem>();
        var bound = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        if (!given.IsNullish && given.Kind != ValueKind.Object)
        {
            problems.Add(new("ARCH1103", "", "The inputs must be an object of values by name."));
            given = default;
        }

        ReportUnknown(inputs, given, texts, problems);
        foreach (var input in inputs)
        {
            var text = texts.LastOrDefault(pair => pair.Key == input.Name);
            var value = text.Value is null ? given[input.Name] : TextCoercion.Read(text.Value, input.Shape);
            value = DefaultFilling.Fill(value, input.Shape);
            if (value.IsUndefined || (value.IsNullish && input.IsOptional))
            {
                if (!input.IsOptional)
                {
                    problems.Add(Missing(input));
                }
            }
            else
            {
                bound.Add(input.Name, value);
                problems.AddRange(ShapeCheck.Check(value, input.Shape).Select(finding =>
                    new InputProblem("ARCH1103", input.Name, finding.Describe($"input '{input.Name}'"))));
            }
        }

        return new(Value.From(ValueObject.Of(bound)), problems);
    }

    private static InputProblem Missing(InputDefinition input) => new(
        "ARCH1102",
        input.Name,
        $"input '{input.Name}' is missing; it must be {ShapeWords.Describe(input.Shape)}.",
        input.Shape.Description is { } description ? $"It means: {description}" : null);

    private static void ReportUnknown(
        IReadOnlyList<InputDefinition> inputs,
        Value given,
        IReadOnlyList<KeyValuePair<string, string>> texts,
        List<InputProblem> problems)
    {
        IEnumerable<string> names = given.TryGetObject(out var members) ? members.Names : [];
        foreach (var name in names.Concat(texts.Select(pair => pair.Key)).Distinct(StringComparer.Ordinal))
        {
            if (inputs.Any(input => input.Name == name))
            {
                continue;
            }

            var closest = Suggestions.Closest(name, inputs.Select(input => input.Name));
            problems.Add(new(
                "ARCH1101",
                name,
                $"the workflow has no input '{name}'.",
                closest is not null ? $"Did you mean '{closest}'?"
                : inputs.Count == 0 ? "It takes no inputs."
                : $"Its inputs are {string.Join(", ", inputs.Select(input => $"'{input.Name}'"))}."));
        }
    }
}
