using Arch.Expressions.Language;
using Arch.Testing.Tests.Support;

namespace Arch.Testing.Tests.Running;

public sealed class DefectTests
{
    [Fact]
    public async Task Defect_ThatOneCaseMeets_FailsThatCaseAlone()
    {
        var bench = new Bench("steps:\n  - {id: tell, emit: t.told}\n") { Language = new BrokenLanguage() };

        var results = await bench.RunAsync("cases:\n  - {name: one, assert: [status === 'failed']}\n  - {name: two}\n");

        var finding = results[0].Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("ARCH3201");
        finding.Message.ShouldStartWith("The case cannot be run because of a defect: System.InvalidOperationException: broken");
        results[1].HasFailed.ShouldBeFalse();
    }

    // Asked for the values in an assertion that does not hold.
    private sealed class BrokenLanguage : IExpressionLanguage
    {
        public string Name => "js";

        public ExpressionCompilation CompileExpression(string text) => throw new InvalidOperationException("broken");

        public ScriptCompilation CompileScript(string text, IReadOnlyList<string> parameters) => throw new InvalidOperationException("broken");
    }
}
