namespace Arch.Workflows.Schedules;

/// <summary>Times at a regular distance, counted from the beginning of 1970 in UTC, so that they do not depend on when a host starts.</summary>
/// <param name="Every">The distance, longer than zero.</param>
public sealed record IntervalSchedule(TimeSpan Every) : Schedule
{
    /// <inheritdoc/>
    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var since = after.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks((Math.DivRem(since, Every.Ticks).Quotient + 1) * Every.Ticks);
    }
}
