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
        IExpressionScope scope)
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
                yield return finding with { Details = Operands.Of(assertion.Compiled, scope) };
            }
        }
    }

    private static string Short(Value value)
    {
        var text = value.IsUndefined ? "undefined" : ValueJson.ToJson(value);
        return text.Length <= LongestShown ? text : text[..LongestShown] + "…";
    }
}
