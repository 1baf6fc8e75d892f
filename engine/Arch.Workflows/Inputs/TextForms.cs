using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Arch.Expressions.Types;
using Arch.Workflows.Durations;

namespace Arch.Workflows.Inputs;

/// <summary>The forms that text must have to be a date, a moment, a duration, an address.</summary>
internal static partial class TextForms
{
    /// <summary>The formats that are checked; others are hints for forms.</summary>
    public static readonly IReadOnlyList<string> Formats = [
        "email",
        "uri",
        "uuid",
        "hostname",
        "ipv4",
        "ipv6",
        "time",
        "multiline",
    ];

    public static bool Fits(string text, ShapeKind kind) => kind switch
    {
        ShapeKind.Date =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ShapeKind.DateTime => IsMoment(text),
        ShapeKind.Duration => DurationText.TryParse(text, out _),
        _ => true,
    };

    public static bool FitsFormat(string text, string format) => format switch
    {
        "email" => Email().IsMatch(text),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "hostname" => Uri.CheckHostName(text) == UriHostNameType.Dns,
        "ipv4" =>
            IPAddress.TryParse(text, out var address)
                && address.ToString() == text
                && !text.Contains(':', StringComparison.Ordinal),
        "ipv6" => text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out _),
        "time" =>
            TimeOnly.TryParseExact(
                text,
                ["HH:mm", "HH:mm:ss"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _),
        _ => true,
    };

    // RFC 3339: a date, a T, a time with seconds, an optional fraction and an offset.
    private static bool IsMoment(string text) =>
        Moment().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}
