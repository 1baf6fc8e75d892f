using Arch.Expressions.Language;

namespace Arch.Expressions.Tests.Language;

public class SuggestionsTests
{
    [Theory]
    [InlineData("oder", "order")]
    [InlineData("ordre", "order")]
    [InlineData("Order", "order")]
    [InlineData("totall", "total")]
    [InlineData("stesp", "steps")]
    [InlineData("recieved_at", "received_at")]
    public void Closest_Slip_GivesWhatWasMeant(string word, string meant) =>
        Suggestions.Closest(word, ["inputs", "order", "total", "steps", "received_at"]).ShouldBe(meant);

    [Theory]
    [InlineData("zzz")]
    [InlineData("")]
    [InlineData("customer")]
    public void Closest_NothingNear_GivesNull(string word) =>
        Suggestions.Closest(word, ["inputs", "order", "", "x"]).ShouldBeNull();

    [Fact]
    public void Closest_TwoNear_GivesTheNearer() =>
        Suggestions.Closest("totals", ["totem", "total", "totally"]).ShouldBe("total");

    [Fact]
    public void Closest_VeryLongWord_GivesNullAtOnce() =>
        Suggestions.Closest(new string('a', 100_000), [new string('a', 100_001)]).ShouldBeNull();
}
