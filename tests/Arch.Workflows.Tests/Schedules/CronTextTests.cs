using Arch.Workflows.Schedules;

namespace Arch.Workflows.Tests.Schedules;

public sealed class CronTextTests
{
    private const string Fields = "The fields are minute, hour, day of the month, month and day of the week; a second may stand before them.";

    [Theory]
    [InlineData("0 2 * * *")]
    [InlineData("*/15 8-18 * * MON-FRI")]
    [InlineData("30 0 2 * * *")]
    [InlineData(" 0\t2  1,15 JAN,JUL ? ")]
    [InlineData("0 0 L * *")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 9 * * MON#1")]
    [InlineData("0 22-4 * * 7")]
    public void Check_Schedule_FindsNothing(string text) => CronText.Check(text, "It").ShouldBeEmpty();

    [Theory]
    [InlineData("61 2 * * *", "0+2: the minute in It must be '*', 0 to 59, or lists, ranges and steps of them, but is \"61\". Write for example 0 or 0,30 or */15.")]
    [InlineData("0 24 * * *", "2+2: the hour in It must be '*', 0 to 23, or lists, ranges and steps of them, but is \"24\". Write for example 8 or 8-18 or */2.")]
    [InlineData("0 2 32 * *", "4+2: the day of the month in It must be '*', 1 to 31, lists, ranges and steps of them, or L for the last, but is \"32\". Write for example 1 or 1,15 or L.")]
    [InlineData("0 2 *  FOO *", "7+3: the month in It must be '*', 1 to 12 or JAN to DEC, or lists, ranges and steps of them, but is \"FOO\". Write for example 1 or JAN,JUL or */3.")]
    [InlineData("0 2 * * MON#6", "8+5: the day of the week in It must be '*', 0 to 7 or SUN to SAT, lists and ranges of them, or one with #1 to #5 or L behind it, but is \"MON#6\". Write for example MON-FRI or MON#1 or 5L.")]
    [InlineData("99 0 2 * * *", "0+2: the second in It must be '*', 0 to 59, or lists, ranges and steps of them, but is \"99\". Write for example 0 or 0,30 or */10.")]
    [InlineData("H 2 * * *", "0+1: the minute in It must be '*', 0 to 59, or lists, ranges and steps of them, but is \"H\". Write for example 0 or 0,30 or */15.")]
    [InlineData("0 2 30 2 *", "0+10: It is \"0 2 30 2 *\", a day that never comes. Take a day that the month has; L is the last of each month.")]
    [InlineData("0 2 * *", "0+7: It must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but \"0 2 * *\" has 4. " + Fields)]
    [InlineData("0 0 2 * * * 2027", "0+16: It must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but \"0 0 2 * * * 2027\" has 7. " + Fields)]
    [InlineData("", "0+0: It must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but \"\" has 0. " + Fields)]
    [InlineData("@daily", "0+6: It must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but \"@daily\" has 1. Did you mean '0 0 * * *'?")]
    [InlineData("5m", "0+2: It must be a cron schedule of 5 or 6 fields such as \"0 2 * * *\", but \"5m\" has 1. Did you mean 'every: 5m'?")]
    public void Check_NoSchedule_TellsPlaceAndRemedy(string text, string expected) => Describe(text).ShouldBe([expected]);

    [Fact]
    public void Check_SeveralWrongFields_FindsAll() =>
        CronText.Check("60 24 1 13 8", "It").Select(problem => problem.Start).ShouldBe([0, 3, 8, 11]);

    [Fact]
    public void Examples_OfEveryField_AreRight()
    {
        for (var i = 0; i < CronField.All.Count; i++)
        {
            foreach (var example in CronField.All[i].Examples)
            {
                var parts = Enumerable.Repeat("*", CronField.All.Count).ToArray();
                parts[i] = example;

                CronText.Check(string.Join(' ', parts), "It").ShouldBeEmpty(example);
            }
        }
    }

    [Theory]
    [InlineData("@yearly")]
    [InlineData("@annually")]
    [InlineData("@monthly")]
    [InlineData("@weekly")]
    [InlineData("@midnight")]
    [InlineData("@hourly")]
    public void Check_KnownWord_SuggestsASchedule(string word) =>
        CronText.Check(CronText.Check(word, "It")[0].Remedy!.Split('\'')[1], "It").ShouldBeEmpty();

    private static IEnumerable<string> Describe(string text) =>
        CronText.Check(text, "It").Select(problem => $"{problem.Start}+{problem.Length}: {problem.Message} {problem.Remedy}");
}
