using System.Globalization;
using System.Text;

namespace Arch.Workflows.Durations;

/// <summary>
/// Lengths of time as workflows write them: <c>250ms</c>, <c>10s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>, <c>1w</c>,
/// <c>1h30m</c>.
/// </summary>
public static class DurationText
{
    /// <summary>The form in words, for messages.</summary>
    public const string Form = "a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m";

    /// <summary>
    /// The form as a regular expression that JSON Schema and .NET read alike. Does not check the order of units.
    /// </summary>
    public const string Pattern = "^([0-9]+(ms|s|m|h|d|w))+$";

    /// <summary>The form of durations that are more than 0, as <see cref="Pattern"/> is that of all.</summary>
    public const string PositivePattern =
        "^([0-9]+(ms|s|m|h|d|w))*0*[1-9][0-9]*(ms|s|m|h|d|w)([0-9]+(ms|s|m|h|d|w))*$";

    /// <summary>The longest duration, 100 years, so that adding one to a moment always gives a moment.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("w", 7 * TimeSpan.TicksPerDay),
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration. Each unit may stand once, the greater before the smaller.</summary>
    /// <param name="text">The text, without spaces or signs.</param>
    /// <param name="duration">The duration, or zero.</param>
    /// <returns>Whether the text is a duration of at most <see cref="Longest"/>.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var rest = text.AsSpan();
        var allowed = 0;
        long ticks = 0;
        while (rest.Length > 0)
        {
            if (!TryTakePart(ref rest, ref allowed, out var part) || part > Longest.Ticks - ticks)
            {
                return false;
            }

            ticks += part;
        }

        duration = new TimeSpan(ticks);
        return true;
    }

    /// <summary>Writes a duration in its shortest form; fractions of a millisecond are dropped.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>The text, such as <c>1h30m</c>; <c>0s</c> for zero.</returns>
    public static string Format(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);

        var text = new StringBuilder();
        var ticks = duration.Ticks;
        foreach (var (unit, size) in Units)
        {
            var count = ticks / size;

            // Weeks are used only when they come out even: 10d is easier to read than 1w3d.
            if (count > 0 && (unit != "w" || ticks % size == 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
                ticks -= count * size;
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, ref int allowed, out long ticks)
    {
        ticks = 0;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0
            || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        rest = rest[digits..];
        var letters = rest.IndexOfAnyExceptInRange('a', 'z');
        var unit = letters < 0 ? rest : rest[..letters];
        rest = rest[unit.Length..];
        for (var i = allowed; i < Units.Length; i++)
        {
            if (unit.SequenceEqual(Units[i].Unit))
            {
                allowed = i + 1;
                ticks = count <= long.MaxValue / Units[i].Ticks ? count * Units[i].Ticks : -1;
                return ticks >= 0;
            }
        }

        return false;
    }
}
