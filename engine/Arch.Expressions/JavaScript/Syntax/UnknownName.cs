using Arch.Expressions.Language;

namespace Arch.Expressions.JavaScript.Syntax;

/// <summary>The problem of a name that is not in scope.</summary>
internal static class UnknownName
{
    public static ExpressionProblem Problem(string name, int start, IEnumerable<string> inScope, string noun)
    {
        var message = $"'{name}' is not known here.";
        var names = inScope.ToList();
        if (AllowedGlobals.IsFromOutside(name))
        {
            return new ExpressionProblem(
                "ARCH2100",
                start,
                name.Length,
                message,
                noun == "script"
                    ? "A script sees its arguments ('with') and plain JavaScript, nothing else."
                    : "Expressions see the run's data and nothing else"
                        + (names.Count > 0 ? $": {List(names)}." : "."));
        }

        var allowed = noun == "script" ? AllowedGlobals.Script : AllowedGlobals.Expression;
        var meant = Suggestions.Closest(name, names) ?? Suggestions.Closest(name, allowed);
        var remedy = meant is not null ? $"Did you mean '{meant}'?"
            : names.Count > 0 ? $"In scope: {List(names)}."
            : noun == "script" ? "Pass the value in under 'with'." : null;
        return new ExpressionProblem("ARCH2100", start, name.Length, message, remedy)
        {
            Fix = meant is null ? null : new(start, name.Length, meant),
        };
    }

    private static string List(List<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(20));
}
