using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Workflows.Definitions;

namespace Arch.Testing.Comparing;

/// <summary>Evaluates the assertions of a case, and says with which values one did not hold.</summary>
internal static class AssertCheck
{
    private const int LongestShown = 200;

    public static IEnumerable<Finding> Check(
        IEnumerable<ExpressionHandle> assertions,
        ExpressionSession session,
        IExpressionScope scope,
        IExpressionLanguage language)
    {
        foreach (var assertion in assertions)
        {
            var text = assertion.Compiled.Text;
            Finding? finding = null;
            try
            {
                var value = assertion.Compiled.Evaluate(session, scope);
                if (!value.TryGetBoolean(out var holds) || !holds)
                {
                    finding = new Finding(assertion.Place, $"assert {text}", null, value.TryGetBoolean(out _)
                        ? $"Does not hold: {text}"
                        : $"Must be true or false, but is {Short(value)}: {text}");
                }
            }
            catch (ExpressionException exception)
            {
                finding = new Finding(assertion.Place, $"assert {text}", exception.Code, $"Cannot be evaluated: {text}: {exception.Message}");
            }

            if (finding is not null)
            {
                yield return finding with { Details = [.. Operands(text, scope, language)] };
            }
        }
    }

    private static IEnumerable<string> Operands(string text, IExpressionScope scope, IExpressionLanguage language) =>
        language.CompileExpression(text).References.Select(reference => Operand(reference, scope)).Distinct();

    // As far as there is something: of 'path.includes' that is 'path'.
    private static string Operand(ExpressionReference reference, IExpressionScope scope)
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
