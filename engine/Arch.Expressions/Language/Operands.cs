using Arch.Expressions.Values;

namespace Arch.Expressions.Language;

/// <summary>Says with which values an expression was evaluated: <c>inputs.total = 900</c>.</summary>
public static class Operands
{
    private const int LongestShown = 200;

    /// <summary>Describes each value that an expression refers to.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="scope">The values of the names in scope.</param>
    /// <returns>A text for each reference in the order of the expression, each once.</returns>
    public static IReadOnlyList<string> Of(CompiledExpression expression, IExpressionScope scope)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(scope);
        return [.. expression.References.Where(reference => scope.TryResolve(reference.Root, out _)).Select(reference => Of(reference, scope)).Distinct()];
    }

    // As far as there is something: of 'path.includes' that is 'path'.
    private static string Of(ExpressionReference reference, IExpressionScope scope)
    {
        scope.TryResolve(reference.Root, out var value);
        var name = reference.Root;
        foreach (var segment in reference.Path)
        {
            var isMethod = value[segment.Name].IsUndefined && value.Kind is ValueKind.Array or ValueKind.String;
            if (isMethod && segment.Name != "length")
            {
                break;
            }

            value = segment.Name == "length" && Length(value) is { } length ? Value.From(length) : value[segment.Name];
            name += "." + segment.Name;
        }

        return $"{name} = {Short(value)}";
    }

    private static int? Length(Value value) =>
        value.TryGetArray(out var elements) ? elements.Count : value.TryGetString(out var text) ? text.Length : null;

    private static string Short(Value value)
    {
        var text = value.IsUndefined ? "undefined" : ValueJson.ToJson(value);
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
