using Arch.Workflows.Catalog;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Formatting;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Tests.Formatting;

public sealed class SameDataTests
{
    [Theory]
    [InlineData("a: 1", "a: 0x1")]
    [InlineData("a: x", "a: 'x'")]
    [InlineData("a: |\n  x\n", "a: \"x\\n\"")]
    [InlineData("a: &b 1\nc: *b", "a: 1\nc: 1")]
    [InlineData("a: ${{x}}-${{ y }}", "a: ${{ x }}-${{ y }}")]
    public void Are_SameData_IsTrue(string one, string other) => Are(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("a: 1", "a: '1'")]
    [InlineData("a: yes", "a: true")]
    [InlineData("a: null", "a: ''")]
    [InlineData("a: x", "a: 'x '")]
    [InlineData("a: |\n  x\n", "a: |-\n  x\n")]
    [InlineData("a: 1\nb: 2", "b: 2\na: 1")]
    [InlineData("a: 1", "a: 1\nb: 2")]
    [InlineData("a: [1, 2]", "a: [2, 1]")]
    [InlineData("a: [1]", "a: [1, null]")]
    [InlineData("a: {b: 1}", "a: {c: 1}")]
    [InlineData("a: 1", "a: 1\n---\nb: 2")]
    [InlineData("a: ${{ x }}", "a: ${{ x + 1 }}")]
    [InlineData("a: ${{ 'x ' }}", "a: ${{ 'x' }}")]
    [InlineData("a: ${{ x }} y", "a: ${{ x }}  y")]
    public void Are_OtherData_IsFalse(string one, string other) => Are(one, other).ShouldBeFalse();

    private static bool Are(string one, string other) => SameData.Are(Read(one), Read(other));

    private static YamlFile Read(string text) => YamlReader.Read(new SourceText("a.yaml", text), new DiagnosticBag());
}
