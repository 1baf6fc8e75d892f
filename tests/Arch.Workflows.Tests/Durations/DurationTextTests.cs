using Arch.Workflows.Durations;

namespace Arch.Workflows.Tests.Durations;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("0s", 0)]
    [InlineData("10s", 10_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1w", 604_800_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1w2d3h4m5s6ms", 788_645_006)]
    public void TryParse_Duration_IsRead(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();

        duration.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5 s")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("PT5S")]
    [InlineData("99999999999999999999s")]
    [InlineData("15250284452472w")]
    [InlineData("10675199d9999999999h")]
    [InlineData("36501d")]
    [InlineData("999999w")]
    [InlineData("٥s")]
    public void TryParse_AnythingElse_IsRefused(string text) => DurationText.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("1s", true)]
    [InlineData("10ms", true)]
    [InlineData("007d", true)]
    [InlineData("0h5m", true)]
    [InlineData("5h0m", true)]
    [InlineData("0s", false)]
    [InlineData("000ms", false)]
    [InlineData("0h0m", false)]
    public void PositivePattern_Duration_MatchesWhenItIsMoreThanNothing(string text, bool expected)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();

        (duration > TimeSpan.Zero).ShouldBe(expected);
        System.Text.RegularExpressions.Regex.IsMatch(text, DurationText.PositivePattern).ShouldBe(expected);
        System.Text.RegularExpressions.Regex.IsMatch(text, DurationText.Pattern).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("1h30m")]
    [InlineData("10d")]
    [InlineData("2w")]
    [InlineData("1d12h")]
    public void Format_WhatWasRead_IsTheSameText(string text)
    {
        DurationText.TryParse(text, out var duration).ShouldBeTrue();

        DurationText.Format(duration).ShouldBe(text);
    }
}
