using Arch.Expressions.Values;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Tests.Reading;

public sealed class CoreSchemaTests
{
    [Theory]
    [InlineData("no")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("010")]
    [InlineData("-007")]
    [InlineData("2026-11-23")]
    [InlineData("12:30:00")]
    [InlineData("1_000")]
    [InlineData("0b11")]
    [InlineData("0xZZ")]
    [InlineData("1.2.3")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("nUll")]
    [InlineData("1e")]
    public void TryResolve_WhatOnlyLooksLikeAnotherType_StaysText(string text)
    {
        CoreSchema.TryResolve(text, out var value).ShouldBeTrue();

        value.ShouldBe(Value.From(text));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", -0.0)]
    [InlineData("42", 42)]
    [InlineData("+7", 7)]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e3", 1000)]
    [InlineData("-1.5E-2", -0.015)]
    [InlineData("9007199254740992", 9007199254740992)]
    public void TryResolve_Number_IsANumber(string text, double expected)
    {
        CoreSchema.TryResolve(text, out var value).ShouldBeTrue();

        value.ShouldBe(Value.From(expected));
    }

    [Fact]
    public void TryResolve_WordsOfTheSchema_HaveTheirTypes()
    {
        foreach (var (text, expected) in new[]
        {
            ("", Value.Null), ("~", Value.Null), ("null", Value.Null), ("NULL", Value.Null),
            ("true", Value.True), ("TRUE", Value.True), ("False", Value.False),
        })
        {
            CoreSchema.TryResolve(text, out var value).ShouldBeTrue();
            value.ShouldBe(expected, text);
        }
    }
}
