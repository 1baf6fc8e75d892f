using Arch.Workflows.Grammar;

namespace Authoring.Tests.Yardstick;

/// <summary>Mistakes in the text of expressions.</summary>
internal static class ExpressionMistakes
{
    public static IEnumerable<Mutation> All(ValidFile file) =>
    [
        .. Swap(file, "'===' became '=='", " === ", " == "),
        .. Swap(file, "'===' became '='", " === ", " = "),
        .. Swap(file, "'&&' became 'and'", " && ", " and "),
        .. Swap(file, "'||' became 'or'", " || ", " or "),
        .. Swap(file, "a closing bracket is missing", ")", ""),
        .. Swap(file, "a quote is missing", "'", ""),
        .. Swap(file, "a function that does not exist", ".map(", ".mapp("),
        .. Swap(file, "a function that does not exist", ".filter(", ".where("),
        .. Swap(file, "a function that does not exist", ".reduce(", ".fold("),
        .. Swap(file, "a property that does not exist", ".length", ".size"),
        .. Swap(file, "a function of another language", "=> ", "-> "),
        .. Ends(file),
        .. Conditions(file),
        .. Negations(file),
    ];

    private static IEnumerable<Mutation> Swap(ValidFile file, string operation, string what, string by)
    {
        foreach (var site in file.Expressions)
        {
            var at = site.Text.LastIndexOf(what, StringComparison.Ordinal);
            if (at >= 0)
            {
                var from = file.OffsetOf(site, at);
                if (file.Text.AsSpan(from).StartsWith(what, StringComparison.Ordinal))
                {
                    yield return file.Replace(operation, from, from + what.Length, by);
                }
            }
        }
    }

    private static IEnumerable<Mutation> Ends(ValidFile file)
    {
        for (var at = file.Text.IndexOf("}}\"", StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf("}}\"", at + 1, StringComparison.Ordinal))
        {
            yield return file.Replace("'}}' became '}'", at, at + 2, "}");
        }

        for (var at = file.Text.IndexOf("\"${{", StringComparison.Ordinal); at >= 0; at = file.Text.IndexOf("\"${{", at + 1, StringComparison.Ordinal))
        {
            var end = file.Text.IndexOf('"', at + 1);
            if (!file.Text[(at + 1)..end].Contains('\n', StringComparison.Ordinal) && end + 1 < file.Text.Length && file.Text[end + 1] == '}')
            {
                yield return file.Replace("the quotes around '${{ }}' within braces are missing", at, end + 1, file.Text[(at + 1)..end]);
            }
        }
    }

    // A condition that is no condition.
    private static IEnumerable<Mutation> Conditions(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Rule is ExpressionRule { IsCondition: true }))
        {
            var (start, end) = (spot.Scalar.Start, spot.Scalar.End);
            yield return file.Replace("a condition that is a number", start, end, "1 + 1");
            yield return file.Replace("a condition that is text", start, end, "run.id");
            yield return file.Replace("a condition with text around its expression", start, end, "\"x ${{ true }}\"");
        }
    }

    private static IEnumerable<Mutation> Negations(ValidFile file)
    {
        foreach (var spot in file.Spots.Where(spot => !spot.IsKey && spot.At.Rule is ExpressionRule { IsCondition: true }
            && file.Text[spot.Scalar.Start] is not ('"' or '\'' or '$')))
        {
            yield return file.Replace("a condition that begins with '!' and is not quoted", spot.Scalar.Start, spot.Scalar.Start, "!");
        }
    }
}
