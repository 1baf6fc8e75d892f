using Arch.Workflows.Schedules;

namespace Arch.Workflows.Tests;

/// <summary>The times of schedules, also where clocks change.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")] // 02:00 is left out: at the change
    [InlineData("30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")] // comes twice: at its first
    [InlineData("30 2 * * *", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/30 * * * *", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")] // an interval: at both
    [InlineData("0 9 * * 1", "America/New_York", "2026-03-07T00:00:00Z", "2026-03-09T13:00:00Z")]
    [InlineData("0 9 * * 1", "America/New_York", "2026-10-31T00:00:00Z", "2026-11-02T14:00:00Z")]
    [InlineData("30 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-04-04T14:30:00Z")] // half an hour of change
    [InlineData("15 30 8 * * *", "UTC", "2026-01-01T08:30:15Z", "2026-01-02T08:30:15Z")]
    public void Cron_Next_IsExact(string cron, string zone, string after, string next) =>
        new CronSchedule(cron, TimeZoneInfo.FindSystemTimeZoneById(zone)).Next(Moment(after)).ShouldBe(Moment(next));

    [Theory]
    [InlineData(300, "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z")]
    [InlineData(300, "2026-01-01T00:04:59Z", "2026-01-01T00:05:00Z")]
    [InlineData(7, "1970-01-01T00:00:07Z", "1970-01-01T00:00:14Z")]
    public void Interval_Next_DoesNotDependOnTheStart(int seconds, string after, string next) =>
        new IntervalSchedule(TimeSpan.FromSeconds(seconds)).Next(Moment(after)).ShouldBe(Moment(next));

    [Fact]
    public void Between_DayOfTheChange_GivesEachHourOnce()
    {
        var hourly = new CronSchedule("0 * * * *", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        hourly.Between(Moment("2026-03-28T23:00:00Z"), Moment("2026-03-29T22:00:00Z")).Count().ShouldBe(23);
        hourly.Between(Moment("2026-10-24T22:00:00Z"), Moment("2026-10-25T23:00:00Z")).Count().ShouldBe(25);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
