using System.Globalization;
using Arch.Workflows.Durations;

namespace Arch.Host.Cli;

/// <summary>Moments as people write them: a date, a date with a time, or how long ago.</summary>
internal static class Moments
{
    public const string Form = "a date such as 2026-11-23, a time such as 2026-11-23T08:00:00Z, or how long ago, such as 2h or 7d";

    /// <summary>Reads a moment. What has no offset is in UTC.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset moment)
    {
        if (DurationText.TryParse(text, out var ago))
        {
            moment = now - ago;
            return true;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }
}
