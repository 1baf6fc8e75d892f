namespace Arch.Expressions.Tests.JavaScript;

public class GateTests
{
    [Theory]
    [InlineData("vars.done = true", 0)]
    [InlineData("1 + (a.b += 1)", 5)]
    [InlineData("a++", 0)]
    [InlineData("--a.b", 0)]
    [InlineData("new Map()", 0)]
    [InlineData("new Date()", 0)]
    [InlineData("this.a", 0)]
    [InlineData("a, b", 0)]
    [InlineData("(function () { return 1 })()", 1)]
    [InlineData("x => { return 1 }", 5)]
    [InlineData("async x => 1", 0)]
    [InlineData("await x", 0)]
    [InlineData("tag`x`", 0)]
    [InlineData("delete a.b", 0)]
    [InlineData("10n", 0)]
    [InlineData("import('fs')", 0)]
    [InlineData("class {}", 0)]
    [InlineData("({get a() { return 1 }})", 2)]
    [InlineData("({a() { return 1 }})", 2)]
    [InlineData("rows.sort()", 5)]
    [InlineData("a.b.push(1)", 4)]
    [InlineData("$arch(1)", 0)]
    [InlineData("(({a: {...r}}) => r)(b)", 6)]
    public void CompileExpression_OutsideOfTheSubset_IsRefused(string text, int place)
    {
        var problem = Js.Language.CompileExpression(text).Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe("ARCH2002");
        problem.Start.ShouldBe(place);
        problem.Message.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("a == b", "Write '==='.")]
    [InlineData("a != null", "Write '!=='.")]
    public void CompileExpression_LooseEquality_IsRefused(string text, string remedy)
    {
        var problem = Js.Language.CompileExpression(text).Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe("ARCH2005");
        problem.Remedy.ShouldBe(remedy);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 0)]
    [InlineData("1 +", 3)]
    [InlineData("(1", 2)]
    [InlineData("a b", 2)]
    [InlineData("'abc", 0)]
    [InlineData("if (a) b", 0)]
    [InlineData("return 1", 0)]
    [InlineData("a => ", 5)]
    [InlineData("/(/", 2)]
    public void CompileExpression_NoExpression_IsASyntaxProblemAtItsPlace(string text, int place)
    {
        var problem = Js.Language.CompileExpression(text).Problems.ShouldHaveSingleItem();

        problem.Code.ShouldBe("ARCH2001");
        problem.Start.ShouldBe(place);
    }

    [Fact]
    public void CompileExpression_SeveralProblems_ReportsThemAll() =>
        Js.Language.CompileExpression("a == (b = new C())").Problems.Select(problem => problem.Code).ShouldBe(
            ["ARCH2005", "ARCH2002"]);

    [Fact]
    public void CompileExpression_Injection_CannotLeaveItsPlace() =>
        Js.Language.CompileExpression(
            "1)); Object.assign((1").Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2001");

    [Theory]
    [InlineData("1")]
    [InlineData("a")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("a.")]
    [InlineData("1+")]
    [InlineData("`${")]
    [InlineData("x=>")]
    [InlineData("{")]
    [InlineData("a?")]
    public void Compile_EndlessRepetition_IsRefusedQuickly(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 8_000 / part.Length));

        Js.Language.CompileExpression(text + "1").Problems.Count.ShouldBeLessThanOrEqualTo(1);
        Js.Language.CompileExpression(
            string.Concat(Enumerable.Repeat(text, 100))).Problems.ShouldHaveSingleItem().Code.ShouldBe("ARCH2002");
        Js.Language.CompileScript(string.Concat(Enumerable.Repeat(text, 9)), []).Problems.ShouldNotBeEmpty();
    }
}
