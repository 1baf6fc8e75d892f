using Arch.Expressions.Templates;

namespace Arch.Expressions.Tests.Templates;

public class TemplateSyntaxTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("costs $5 {{ x }}")]
    public void Scan_NoExpression_IsPlain(string text)
    {
        var scan = TemplateSyntax.Scan(text);

        scan.IsPlain.ShouldBeTrue();
        scan.IsWhole.ShouldBeFalse();
        scan.Problem.ShouldBeNull();
        string.Concat(scan.Parts.Select(part => part.Text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("${{ a }}", "a", 4)]
    [InlineData("${{a}}", "a", 3)]
    [InlineData("${{ a }}\n", "a", 4)]
    [InlineData("${{ {a: {b: 1}} }}", "{a: {b: 1}}", 4)]
    [InlineData("${{ {a: 1}}}", "{a: 1}", 4)]
    [InlineData("${{ '}}' }}", "'}}'", 4)]
    [InlineData("${{ \"\\\"}}\" }}", "\"\\\"}}\"", 4)]
    [InlineData("${{ `}}${ {a: `}}`}.a }}}` }}", "`}}${ {a: `}}`}.a }}}`", 4)]
    [InlineData("${{ /}}/.test(x) }}", "/}}/.test(x)", 4)]
    [InlineData("${{ /[/}}]/.test(x) }}", "/[/}}]/.test(x)", 4)]
    [InlineData("${{ typeof /}}/ }}", "typeof /}}/", 4)]
    [InlineData("${{ a /* }} */ }}", "a /* }} */", 4)]
    [InlineData("${{ a // }}\n }}", "a // }}", 4)]
    [InlineData("${{ a / b / c }}", "a / b / c", 4)]
    [InlineData("${{ (a) / '}}' }}", "(a) / '}}'", 4)]
    [InlineData("${{ }}", "", 4)]
    public void Scan_OneExpression_IsWhole(string text, string expression, int start)
    {
        var scan = TemplateSyntax.Scan(text);

        scan.Problem.ShouldBeNull();
        scan.IsWhole.ShouldBeTrue();
        scan.Parts[0].ShouldBe(new TemplatePart(true, expression, start, expression.Length));
    }

    [Fact]
    public void Scan_Mixed_GivesPartsWithPlaces()
    {
        var scan = TemplateSyntax.Scan("Order ${{ id }} of ${{ name }}!");

        scan.IsPlain.ShouldBeFalse();
        scan.IsWhole.ShouldBeFalse();
        scan.Parts.ShouldBe(
        [
            new TemplatePart(false, "Order ", 0, 6),
            new TemplatePart(true, "id", 10, 2),
            new TemplatePart(false, " of ", 15, 4),
            new TemplatePart(true, "name", 23, 4),
            new TemplatePart(false, "!", 30, 1),
        ]);
    }

    [Theory]
    [InlineData("$${{ a }}", "${{ a }}")]
    [InlineData("x $${{ y $${{", "x ${{ y ${{")]
    public void Scan_Escaped_IsPlainText(string text, string literal)
    {
        var scan = TemplateSyntax.Scan(text);

        scan.IsPlain.ShouldBeTrue();
        scan.Problem.ShouldBeNull();
        scan.Parts.ShouldHaveSingleItem().Text.ShouldBe(literal);
    }

    [Theory]
    [InlineData("${{ a", 0)]
    [InlineData("text ${{ a }", 5)]
    [InlineData("${{ don't }}", 7)]
    [InlineData("${{ `a }}", 4)]
    [InlineData("${{ {a: 1 }}", 0)]
    [InlineData("${{ {a: {b: 1 }", 4)]
    [InlineData("${{ /* }}", 4)]
    [InlineData("${{ `${a }}", 5)]
    public void Scan_Unterminated_PointsAtTheCause(string text, int place)
    {
        var problem = TemplateSyntax.Scan(text).Problem;

        problem.ShouldNotBeNull();
        problem.Code.ShouldBe("ARCH2001");
        problem.Start.ShouldBe(place);
    }

    [Fact]
    public void Scan_ManyOpenings_EndsSoon()
    {
        var text = string.Concat(Enumerable.Repeat("${{ ", 16_000));

        TemplateSyntax.Scan(text).Problem.ShouldNotBeNull();
    }
}
