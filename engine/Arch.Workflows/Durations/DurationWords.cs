using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Arch.Workflows.Durations;

/// <summary>Understands lengths of time in other spellings, for "did you mean".</summary>
internal static partial class DurationWords
{
    /// <summary>Gives a length of time in the spelling of workflows.</summary>
    /// <param name="text">Such as <c>30</c>, <c>5 minutes</c>, <c>2H</c> or <c>PT5M</c>.</param>
    /// <returns>Such as <c>30s</c>; <see langword="null"/> when nothing is understood.</returns>
    public static string? Meant(string text)
    {
        var match = NumberAndUnit().Match(text);
        var meant = !match.Success ? FromIso(text)
            : UnitOf(match.Groups["unit"].Value) is { } unit ? match.Groups["number"].Value + unit : null;
        return DurationText.TryParse(meant, out _) ? meant : null;
    }

    private static string? UnitOf(string word) => word.ToLower(CultureInfo.InvariantCulture) switch
    {
        "ms" or "msec" or "millis" or "millisecond" or "milliseconds" => "ms",
        "" or "s" or "sec" or "secs" or "second" or "seconds" => "s",
        "m" or "min" or "mins" or "minute" or "minutes" => "m",
        "h" or "hr" or "hrs" or "hour" or "hours" => "h",
        "d" or "day" or "days" => "d",
        "w" or "week" or "weeks" => "w",
        _ => null,
    };

    private static string? FromIso(string text)
    {
        try
        {
            return text.StartsWith('P') && XmlConvert.ToTimeSpan(text) is var duration && duration >= TimeSpan.Zero
                ? DurationText.Format(duration)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\s*(?<number>[0-9]{1,9})\s*(?<unit>[A-Za-z]*)\s*\z")]
    private static partial Regex NumberAndUnit();
}
