using Arch.Workflows.Durations;

namespace Arch.Workflows.Tests.Durations;

public sealed class DurationWordsTests
{
    [Theory]
    [InlineData("30", "30s")]
    [InlineData("5 minutes", "5m")]
    [InlineData("1 min", "1m")]
    [InlineData("2H", "2h")]
    [InlineData("3 Days", "3d")]
    [InlineData("1week", "1w")]
    [InlineData("250 msec", "250ms")]
    [InlineData("PT1H30M", "1h30m")]
    [InlineData("P2D", "2d")]
    public void Meant_OtherSpelling_GivesThatOfWorkflows(string text, string expected) =>
        DurationWords.Meant(text).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("5 months")]
    [InlineData("P")]
    [InlineData("P999999999D")]
    [InlineData("-PT5M")]
    [InlineData("999999999 weeks")]
    public void Meant_WhatIsNoDuration_GivesNothing(string text) => DurationWords.Meant(text).ShouldBeNull();
}
