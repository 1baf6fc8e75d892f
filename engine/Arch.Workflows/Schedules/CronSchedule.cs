using Cronos;

namespace Arch.Workflows.Schedules;

/// <summary>
/// Times of a cron schedule in a time zone. When clocks go forward, a time that they leave out comes at the moment of the change; when
/// they go back, a fixed time comes once, at its first, and one of an interval such as <c>*/10</c> comes at both.
/// </summary>
/// <param name="Text">The schedule, 5 fields, or 6 with seconds.</param>
/// <param name="Zone">The time zone.</param>
public sealed record CronSchedule(string Text, TimeZoneInfo Zone) : Schedule
{
    private readonly CronExpression _cron = CronText.Parse(Text)
        ?? throw new ArgumentException($"'{Text}' is no cron schedule.", nameof(Text));

    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset after) => _cron.GetNextOccurrence(after.ToUniversalTime(), Zone)?.ToUniversalTime();
}
