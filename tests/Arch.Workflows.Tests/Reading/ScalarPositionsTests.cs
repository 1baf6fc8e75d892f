using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Tests.Reading;

public sealed class ScalarPositionsTests
{
    // In each text the scalar under 'a' contains the letter Z once; it must be found where it stands in the file.
    [Theory]
    [InlineData("a: xxZxx\n")]
    [InlineData("a: 'xxZxx'\n")]
    [InlineData("a: 'it''s Z'\n")]
    [InlineData("a: \"xxZxx\"\n")]
    [InlineData("a: \"\\n\\t\\u00e9\\x41 Z\"\n")]
    [InlineData("a: \"\\U0001F600 Z\"\n")]
    [InlineData("a: \"😀 Z\"\n")]
    [InlineData("a: \"one\n  two\n\n  three Z\"\n")]
    [InlineData("a: \"one \\\n  two Z\"\n")]
    [InlineData("a: \"one\\\n\n  two Z\"\n")]
    [InlineData("a: 'one\n\n\n  two Z'\n")]
    [InlineData("a: one\n  two\n  Z three\n")]
    [InlineData("a: one   \n\n  two Z\n")]
    [InlineData("a: |\n  one\n  two Z\n")]
    [InlineData("a: |\n  one\n    two Z\n\n  three\n")]
    [InlineData("a: |-\n\n\n  one\n\n  Z\n")]
    [InlineData("a: |+2\n    one\n  two Z\n\n")]
    [InlineData("a: |1\n   one\n Z\n")]
    [InlineData("a: >\n  one\n  two\n\n  three Z\n")]
    [InlineData("a: >\n  one\n    more\n    Z more\n  three\n")]
    [InlineData("a: >-\n\n  one\n\n\n  two\n  Z\n")]
    [InlineData("b:\n  - a: >-\n      one\n      two Z\n")]
    [InlineData("a: |\r\n  one\r\n  two Z\r\n")]
    [InlineData("a: >\r\n  one\r\n  two Z\r\n")]
    [InlineData("a: one\r\n  two Z\r\n")]
    [InlineData("a: &anchor 'one Z'\n")]
    [InlineData("a: !!str one Z\n")]
    [InlineData("a: |  # comment\n  one\n  Z # no comment\n")]
    [InlineData("{a: one Z, b: 1}\n")]
    [InlineData("- [{a: \"one\n   two Z\"}]\n")]
    public void OffsetOf_AnyStyle_IsWhereTheCharacterStands(string text)
    {
        var scalar = Find(text, out var source);
        var position = scalar.Text.IndexOf('Z', StringComparison.Ordinal);

        position.ShouldBeGreaterThanOrEqualTo(0, scalar.Text);
        ScalarPositions.OffsetOf(source, scalar, position).ShouldBe(source.IndexOf('Z', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: xy\n", 5)]
    [InlineData("a: 'xy'\n", 6)]
    [InlineData("a: \"\\u0041\"\n", 10)]
    [InlineData("a: |\n  xy\n", 9)]
    public void OffsetOf_EndOfText_IsBehindItsLastCharacter(string text, int expected)
    {
        var scalar = Find(text, out var source);

        ScalarPositions.OffsetOf(source, scalar, scalar.Text.TrimEnd('\n').Length).ShouldBe(expected);
    }

    private static YamlScalar Find(string text, out string source)
    {
        var diagnostics = new DiagnosticBag();
        var file = YamlReader.Read(new SourceText("f", text), diagnostics);
        diagnostics.InOrder("f").ShouldBeEmpty();
        source = file.Map.Text;
        return Search(file.Documents[0]).ShouldNotBeNull();
    }

    private static YamlScalar? Search(YamlNode node) => node switch
    {
        YamlMapping mapping when mapping.Find("a") is { Value: YamlScalar found } => found,
        YamlMapping mapping => mapping.Entries.Select(entry => Search(entry.Value)).FirstOrDefault(found => found is not null),
        YamlSequence list => list.Items.Select(Search).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
