using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Values;
using Arch.Workflows.Durations;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Checking;

/// <summary>Compares scalars with the declarations of the grammar.</summary>
internal sealed partial class ScalarCheck(CheckContext context)
{
    private static readonly FrozenDictionary<string, Regex> Patterns = new[]
    {
        Rules.NamePattern, Rules.DottedPattern, Rules.ReferencePattern, Rules.UsesPattern,
    }.ToFrozenDictionary(
        pattern => pattern,
        pattern => new Regex(pattern, RegexOptions.CultureInvariant),
        StringComparer.Ordinal);

    /// <summary>Gets whether a text has the form of ids and names.</summary>
    public static bool IsName(string text) => NameForm().IsMatch(text);

    public void Check(YamlNode node, ValueRule rule, string subject)
    {
        if (node is not YamlScalar scalar)
        {
            context.Refuse(node, "ARCH1000", $"{subject} must be {rule.Form}, but is {node.Kind}.", Remedies.For(node, rule));
            return;
        }

        switch (rule)
        {
            case TextRule text:
                CheckText(scalar, text, subject);
                break;
            case ChoiceRule choice:
                CheckChoice(scalar, choice, subject);
                break;
            case NumberRule number:
                CheckNumber(scalar, number, subject);
                break;
            case FlagRule:
                Require(
                    scalar,
                    scalar.Data.Kind == ValueKind.Boolean,
                    rule,
                    subject,
                    Remedies.ForQuotes(scalar, value => value.Kind == ValueKind.Boolean));
                break;
            case CronRule:
                if (Require(scalar, scalar.IsString, rule, subject))
                {
                    RefuseExpression(scalar, subject, rule.Form);
                }

                break;
            case DurationRule duration:
                CheckDuration(scalar, duration, subject);
                break;
            default:
                Require(scalar, !scalar.IsNull, rule, subject);
                break;
        }
    }

    /// <summary>Reports <c>${{ }}</c> where only a constant may stand.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RefuseExpression(YamlScalar scalar, string subject, string form)
    {
        if (!scalar.IsString || TemplateSyntax.Scan(scalar.Text).IsPlain)
        {
            return false;
        }

        context.Refuse(scalar, "ARCH1000", $"{subject} must be {form}; an expression cannot stand here.");
        return true;
    }

    private void CheckText(YamlScalar scalar, TextRule rule, string subject)
    {
        if (!Require(scalar, scalar.IsString, rule, subject))
        {
            return;
        }

        if ((rule.AllowsExpressions && !TemplateSyntax.Scan(scalar.Text).IsPlain) || rule.IsCode)
        {
            return;
        }

        if (!RefuseExpression(scalar, subject, rule.Form) && rule.Pattern is { } pattern)
        {
            var form = Patterns.TryGetValue(pattern, out var known)
                ? known
                : new Regex(pattern, RegexOptions.CultureInvariant);
            var meant = rule.Meant?.Invoke(scalar.Text);
            var isLikely = meant is not null && IsMatch(form, meant);
            Require(
                scalar,
                IsMatch(form, scalar.Text),
                rule,
                subject,
                isLikely ? $"Did you mean '{meant}'?" : null,
                isLikely ? meant : null);
        }
    }

    private static bool IsMatch(Regex form, string text) =>
        form.IsMatch(text) && !text.Contains('\n', StringComparison.Ordinal);

    private void CheckChoice(YamlScalar scalar, ChoiceRule rule, string subject)
    {
        if (rule.Words.Contains(scalar.Text) || RefuseExpression(scalar, subject, rule.Form))
        {
            return;
        }

        var closest = scalar.IsString ? Suggestions.Closest(scalar.Text, rule.Words) ?? Begun(scalar.Text, rule.Words) : null;
        context.Refuse(
            scalar,
            "ARCH1000",
            $"{subject} must be {rule.Form}, but is {scalar.Kind}.",
            closest is null ? null : $"Did you mean '{closest}'?",
            closest);
    }

    // 'int' and 'bool' are how others spell 'integer' and 'boolean'.
    private static string? Begun(string text, IEnumerable<string> words) =>
        text.Length >= 2 && words.Where(word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList() is [var only]
            ? only
            : null;

    private void CheckNumber(YamlScalar scalar, NumberRule rule, string subject)
    {
        if (!RefuseExpression(scalar, subject, rule.Form))
        {
            Require(scalar, Fits(scalar.Data), rule, subject, Remedies.ForQuotes(scalar, Fits));
        }

        bool Fits(Value value) => value.TryGetNumber(out var number)
            && number >= rule.Least
            && number <= rule.Most
            && (!rule.IsInteger || (Math.Truncate(number).Equals(number) && Math.Abs(number) <= int.MaxValue));
    }

    private void CheckDuration(YamlScalar scalar, DurationRule rule, string subject)
    {
        if (rule.AllowsExpressions && scalar.IsString && !TemplateSyntax.Scan(scalar.Text).IsPlain)
        {
            return;
        }

        if (!RefuseExpression(scalar, subject, rule.Form)
            && !(scalar.IsString
                && DurationText.TryParse(scalar.Text, out var length)
                && (length > TimeSpan.Zero || !rule.IsPositive)))
        {
            var meant = DurationWords.Meant(scalar.Text);
            meant = meant == scalar.Text ? null : meant;
            context.Refuse(
                scalar,
                "ARCH1000",
                $"{subject} must be {rule.Form}, but is {scalar.Kind}.",
                meant is null ? null : $"Did you mean '{meant}'?",
                meant);
        }
    }

    private bool Require(
        YamlScalar scalar,
        bool fits,
        ValueRule rule,
        string subject,
        string? remedy = null,
        string? meant = null)
    {
        if (!fits)
        {
            context.Refuse(scalar, "ARCH1000", $"{subject} must be {rule.Form}, but is {scalar.Kind}.", remedy, meant);
        }

        return fits;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
