using Arch.Testing.Reports;

namespace Arch.Testing.Tests.Reports;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a b c", "a x c", " a -b +x  c")]
    [InlineData("a", "a b", " a +b")]
    [InlineData("a b", "b", "-a  b")]
    [InlineData("1 2 3 4 5 6 x", "1 2 3 4 5 6 y", "…  5  6 -x +y")]
    [InlineData("x 1 2 3 4 5 6 z", "y 1 2 3 4 5 6 w", "-x +y  1  2 …  5  6 -z +w")]
    public void Of_Texts_ShowsWhatDiffersWithWhatIsNear(string expected, string actual, string diff) =>
        string.Join(' ', LineDiff.Of(expected.Replace(' ', '\n'), actual.Replace(' ', '\n'), context: 2).Select(line => $"{line.Mark}{line.Text}"))
            .ShouldBe(diff);

    [Fact]
    public void Of_LongTexts_AreCutRatherThanCompared() =>
        LineDiff.Of(string.Concat(Enumerable.Repeat("a\n", 5000)), "b").Count.ShouldBe(5);
}
