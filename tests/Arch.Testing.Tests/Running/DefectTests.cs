using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Testing.Tests.Support;
using Arch.Workflows.Definitions;

namespace Arch.Testing.Tests.Running;

public sealed class DefectTests
{
    [Fact]
    public async Task Defect_ThatOneCaseMeets_FailsThatCaseAlone()
    {
        var bench = new Bench("steps:\n  - {id: tell, emit: t.told}\n");
        var suite = bench.Compile("cases:\n  - {name: one}\n  - {name: two}\n").Tests.ShouldHaveSingleItem();
        var broken = suite.Cases[0] with { Asserts = [new ExpressionHandle("js", suite.Cases[0].Place, new BrokenExpression())] };
        var runner = new TestRunner(bench, bench);

        var first = await runner.RunAsync(suite, broken, Value.EmptyObject, TestContext.Current.CancellationToken);
        var second = await runner.RunAsync(suite, suite.Cases[1], Value.EmptyObject, TestContext.Current.CancellationToken);

        var finding = first.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("ARCH3201");
        finding.Message.ShouldStartWith("The case cannot be run because of a defect: System.InvalidOperationException: broken");
        second.HasFailed.ShouldBeFalse();
    }

    private sealed class BrokenExpression : CompiledExpression
    {
        public override string Text => "broken";

        public override IReadOnlyList<ExpressionReference> References => [];

        public override Value Evaluate(ExpressionSession session, IExpressionScope scope) => throw new InvalidOperationException("broken");
    }
}
