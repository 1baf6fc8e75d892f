using Arch.Expressions.Language;
using Arch.Workflows.Durations;
using Cronos;

namespace Arch.Workflows.Schedules;

/// <summary>Cron schedules as workflows write them: five fields, or six with seconds.</summary>
internal static class CronText
{
    /// <summary>The form in words, for messages.</summary>
    public const string Form = "a cron schedule of 5 or 6 fields such as \"0 2 * * *\"";

    /// <summary>The form as a regular expression that JSON Schema and .NET read alike. Does not look into the fields.</summary>
    public const string Pattern = @"^\s*([0-9A-Za-z*,/?#-]+\s+){4,5}[0-9A-Za-z*,/?#-]+\s*$";

    private const string Code = "ARCH1008";

    // The earliest moment from which a schedule is asked for its next one; which does not matter.
    private static readonly DateTime Sometime = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Finds what is wrong with a schedule.</summary>
    /// <param name="text">The schedule.</param>
    /// <param name="subject">What it is called, such as <c>'schedule' of trigger 'x'</c>.</param>
    /// <returns>What is wrong, each at its place in the text.</returns>
    public static IReadOnlyList<ExpressionProblem> Check(string text, string subject)
    {
        var parts = Split(text);
        if (parts.Count is not (5 or 6))
        {
            return
            [
                new(
                    Code,
                    0,
                    text.Length,
                    $"{subject} must be {Form}, but \"{text}\" has {parts.Count}.",
                    InsteadOf(text.Trim())),
            ];
        }

        var fields = CronField.All.Skip(CronField.All.Count - parts.Count).ToList();
        var problems = parts
            .Select((part, i) => (Part: part, Field: fields[i], Text: Alone(text[part], i, parts.Count)))
            .Where(one => Parse(one.Text, parts.Count) is null)
            .Select(one => Wrong(one.Part, one.Field, text, subject))
            .ToList();
        if (problems.Count == 0 && Parse(text, parts.Count) is var whole && whole?.GetNextOccurrence(Sometime) is null)
        {
            problems.Add(new(
                Code,
                0,
                text.Length,
                whole is null
                    ? $"{subject} must be {Form}, but the fields of \"{text}\" do not go together."
                    : $"{subject} is \"{text}\", a day that never comes.",
                whole is null
                    ? "Give either the day of the month or that of the week, and '*' for the other."
                    : "Take a day that the month has; L is the last of each month."));
        }

        return problems;
    }

    /// <summary>Reads a schedule.</summary>
    /// <returns>The schedule; <see langword="null"/> when it is none.</returns>
    public static CronExpression? Parse(string text) => Split(text).Count is var count and (5 or 6) ? Parse(text, count) : null;

    private static ExpressionProblem Wrong(Range part, CronField field, string text, string subject)
    {
        var (start, length) = part.GetOffsetAndLength(text.Length);
        return new(
            Code,
            start,
            length,
            $"the {field.Name} in {subject} must be '*', {field.Form}, but is \"{text[part]}\".",
            $"Write for example {string.Join(" or ", field.Examples)}.");
    }

    private static string InsteadOf(string text)
    {
        var known = text switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => null,
        };
        return known is not null ? $"Did you mean '{known}'?"
            : DurationText.TryParse(text, out _) ? $"Did you mean 'every: {text}'?"
            : "The fields are minute, hour, day of the month, month and day of the week; a second may stand before them.";
    }

    // A field among fields that are right, so that only it can be wrong.
    private static string Alone(string field, int index, int count) =>
        string.Join(' ', Enumerable.Repeat("*", index).Append(field).Concat(Enumerable.Repeat("*", count - index - 1)));

    private static CronExpression? Parse(string text, int count)
    {
        try
        {
            return CronExpression.Parse(text, count == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        }
        catch (Exception exception) when (exception is CronFormatException or MissingSeedException)
        {
            // The second is thrown for H, a random value for which there would have to be a seed.
            return null;
        }
    }

    private static List<Range> Split(string text)
    {
        var parts = new List<Range>();
        foreach (var part in text.AsSpan().SplitAny(' ', '\t'))
        {
            if (part.Start.Value < part.End.Value)
            {
                parts.Add(part);
            }
        }

        return parts;
    }
}
