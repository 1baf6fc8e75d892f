using Arch.Workflows.Catalog;
using Arch.Workflows.Formatting;

namespace Arch.Workflows.Tests.Formatting;

public sealed class LayoutTests
{
    [Fact]
    public void Format_Indentation_IsTwoSpacesAndListsStandBelowTheirKey() => Check(
        """
        steps:
        -    id: a
             with:
                    list:
                    - 1
                    -   - 2
                        - 3
        -
            id: b
        """,
        """
        steps:
          - id: a
            with:
              list:
                - 1
                - - 2
                  - 3
          -
            id: b

        """);

    [Fact]
    public void Format_SpacesAroundTokens_AreOne() => Check(
        "a:   1   \nb :  {c:   1 ,d: 2,\"e f\":[ 1,2 , ], }\ng: { }\nh: [a: , b]",
        "a: 1\nb: {c: 1, d: 2, e f: [1, 2]}\ng: {}\nh: [a: , b]\n");

    [Fact]
    public void Format_EmptyLines_AreKeptOneAtATimeButNotAtTheEnds() => Check(
        "\n\na: 1\n\n\n\nb: 2\n   \n# c\n\n\n\n",
        "a: 1\n\nb: 2\n\n# c\n");

    [Theory]
    [InlineData("'plain words'", "plain words")]
    [InlineData("\"http://x.org/a?b=c\"", "http://x.org/a?b=c")]
    [InlineData("'it''s'", "it's")]
    [InlineData("'needs: them'", "\"needs: them\"")]
    [InlineData("'a #b'", "\"a #b\"")]
    [InlineData("\"say \\\"hi\\\": now\"", "'say \"hi\": now'")]
    [InlineData("\"\\\\d+\"", "'\\d+'")]
    [InlineData("\"a\\nb\"", "\"a\\nb\"")]
    [InlineData("''", "\"\"")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("'No'", "\"No\"")]
    [InlineData("'off'", "\"off\"")]
    [InlineData("'1e3'", "\"1e3\"")]
    [InlineData("'0x1'", "\"0x1\"")]
    [InlineData("'012'", "\"012\"")]
    [InlineData("'null'", "\"null\"")]
    [InlineData("'Null'", "\"Null\"")]
    [InlineData("'~'", "\"~\"")]
    [InlineData("'2026-01-01'", "\"2026-01-01\"")]
    [InlineData("'12:30'", "\"12:30\"")]
    [InlineData("'.inf'", "\".inf\"")]
    [InlineData("'- a'", "\"- a\"")]
    [InlineData("'*a'", "\"*a\"")]
    [InlineData("'!x'", "\"!x\"")]
    [InlineData("' a'", "\" a\"")]
    [InlineData("'a '", "\"a \"")]
    [InlineData("'a:'", "\"a:\"")]
    [InlineData("'${{ inputs.x }}'", "\"${{ inputs.x }}\"")]
    [InlineData("1e3", "1e3")]
    [InlineData("0x1F", "0x1F")]
    [InlineData("yes", "yes")]
    [InlineData("~", "~")]
    public void Format_Quotes_GoOnlyWhereTheyAreNotNeeded(string value, string expected)
    {
        Check($"title: {value}\n", $"title: {expected}\n");
        Check($"labels: {{a: {value}}}\n", $"labels: {{a: {InFlow(value, expected)}}}\n");
    }

    [Theory]
    [InlineData("when: ${{inputs.x}}", "when: ${{ inputs.x }}")]
    [InlineData("with: {a: \"${{  inputs.x}}-${{inputs.y  }}\"}", "with: {a: \"${{ inputs.x }}-${{ inputs.y }}\"}")]
    [InlineData("with: {a: \"$${{x}} ${{'}}'}}\"}", "with: {a: \"$${{x}} ${{ '}}' }}\"}")]
    [InlineData("with: {a: \"${{}}\"}", "with: {a: \"${{}}\"}")]
    [InlineData("description: \"${{x}}\"", "description: \"${{x}}\"")]
    [InlineData("name: ${{x}}", "name: ${{x}}")]
    public void Format_Expression_HasOneSpaceInsideWhereItIsOne(string line, string expected) => Check(
        $"steps:\n  - id: a\n    uses: core.log@1\n    {line}\n",
        $"steps:\n  - id: a\n    uses: core.log@1\n    {expected}\n");

    [Fact]
    public void Format_BlockScalars_KeepTheirText() => Check(
        "a:\n - |  # why\n      x\n\n        y   \n   \n - >+2\n      x\n\n\n - |-\n  a\nb: |\n x",
        "a:\n  - |  # why\n    x\n\n      y   \n\n  - >+2\n       x\n\n\n  - |-\n    a\nb: |-\n  x\n");

    [Fact]
    public void Format_ScalarsOfSeveralLines_AreMoved() => Check(
        "a: one\n      two\n\n      three\nb: \"x \\\n         y\\ \n      z\"\nc: {d: 'x\n  y'}\n",
        "a: one\n  two\n\n  three\nb: \"x \\\n  y\\ \n  z\"\nc: {d: 'x\n    y'}\n");

    [Fact]
    public void Format_Flows_AreIndentedFromTheirLine() => Check(
        "a: [\n 1, [2,\n       3],\n # four\n {x: 1,\n y: 2}, {\n z: 3\n }\n    ]\nb:\n- {a: 1,\n   b: 2}\n",
        "a: [\n  1, [2,\n    3],\n  # four\n  {x: 1,\n    y: 2}, {\n    z: 3\n  }\n]\nb:\n  - {a: 1,\n      b: 2}\n");

    [Fact]
    public void Format_CommentsBehindText_StayBelowEachOther() => Check(
        "a: {b: 1 , c: 2 }  # one\nd: 'x'             # two\n                   # goes on\ne: 1 # three\n\nf: 1   # four\n",
        "a: {b: 1, c: 2}  # one\nd: x             # two\n                 # goes on\ne: 1 # three\n\nf: 1   # four\n");

    [Fact]
    public void Format_CommentsOnTheirOwnLines_StandWithWhatTheyAreAbout() => Check(
        """
        # head
        a:
           # of b
           b:
              c: 1
              # end of c
           # end of b
        # of d
        d:
            # e: 1
        f:
        - 1
        # of 2
        - 2
          # end
        """,
        """
        # head
        a:
          # of b
          b:
            c: 1
            # end of c
          # end of b
        # of d
        d:
          # e: 1
        f:
          - 1
          # of 2
          - 2
          # end

        """);

    [Fact]
    public void Format_MarkersAnchorsAndAliases_AreKept() => Check(
        "%YAML 1.2   # v\n---   # first\na:   &x   {b: 1}\nc: *x\n&k d: !!str  1\n...\n---\n- &y 1\n-   *y\n",
        "%YAML 1.2   # v\n---   # first\na: &x {b: 1}\nc: *x\n&k d: !!str 1\n...\n---\n- &y 1\n- *y\n");

    [Fact]
    public void Format_CarriageReturns_BecomePlainLineEnds()
    {
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", "\uFEFFa: |\r\n  x\r\n  y\r\nb: 1\r\n"));

        result.Text.ShouldBe("a: |\n  x\n  y\nb: 1\n");
        result.IsChanged.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only this\n")]
    [InlineData("text\n")]
    [InlineData("--- |\n  text\n")]
    public void Format_FileOfNothingMuch_StaysAsItIs(string text)
    {
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", text));

        result.Text.ShouldBe(text);
        result.IsChanged.ShouldBeFalse();
    }

    [Fact]
    public void Format_YamlWithErrors_IsRefusedWithItsDiagnostics()
    {
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", "a: 1\na: 2\n"));

        result.Text.ShouldBeNull();
        result.IsChanged.ShouldBeFalse();
        result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("a.yaml:2:1 ARCH0002 ");
    }

    [Fact]
    public void Format_LayoutThatWouldSayAnother_IsRefused()
    {
        // The reader takes the comma and the colon apart only when a space is between them.
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", "a: {b: \"x\",:  c: 1}\n"));

        result.Text.ShouldBeNull();
        result.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("a.yaml ARCH0005 ");
    }

    private static string InFlow(string value, string expected) =>
        expected.StartsWith("http", StringComparison.Ordinal) ? value : expected;

    private static void Check(string text, string expected)
    {
        var result = WorkflowFormatter.Format(new SourceText("a.yaml", text));

        result.Diagnostics.ShouldBeEmpty();
        result.Text.ShouldBe(expected);
        WorkflowFormatter.Format(new SourceText("a.yaml", expected)).Text.ShouldBe(expected);
    }
}
