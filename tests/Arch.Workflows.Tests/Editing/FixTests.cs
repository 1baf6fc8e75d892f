using Arch.Workflows.Editing;

namespace Arch.Workflows.Tests.Editing;

public sealed class FixTests
{
    private static readonly TextRange Everything = new(new(0, 0), new(int.MaxValue, 0));

    [Theory]
    [InlineData("- {id: a, usse: core.log@1, with: {message: x}}", "- {id: a, uses: core.log@1, with: {message: x}}")]
    [InlineData("- {id: a, uses: core.lag@1, with: {message: x}}", "- {id: a, uses: core.log@1, with: {message: x}}")]
    [InlineData("- {id: a, uses: core.log, with: {message: x}}", "- {id: a, uses: core.log@1, with: {message: x}}")]
    [InlineData("- {id: a, uses: core.log@1, with: {mesage: x}}", "- {id: a, uses: core.log@1, with: {message: x}}")]
    [InlineData("- {id: a, uses: core.log@1, with: {message: \"${{ inputs.nam }}\"}}", "- {id: a, uses: core.log@1, with: {message: \"${{ inputs.name }}\"}}")]
    [InlineData("- {id: a, uses: core.log@1, with: {message: \"${{ input.name }}\"}}", "- {id: a, uses: core.log@1, with: {message: \"${{ inputs.name }}\"}}")]
    [InlineData("- {id: a, uses: core.log@1, with: {message: \"${{ inputs['nam'] }}\"}}", "- {id: a, uses: core.log@1, with: {message: \"${{ inputs['name'] }}\"}}")]
    [InlineData("- {id: a, when: \"inputs.name == 'x'\", return: {}}", "- {id: a, when: \"inputs.name === 'x'\", return: {}}")]
    [InlineData("- {id: a, when: \"(inputs.name)!=('x')\", return: {}}", "- {id: a, when: \"(inputs.name)!==('x')\", return: {}}")]
    [InlineData("- {id: a, if: inputs.name === 'x', uses: core.log@1, with: {message: x}}", "- {id: a, when: inputs.name === 'x', uses: core.log@1, with: {message: x}}")]
    [InlineData("- {id: a, uses: core.log@1, with: {message: x}, timeout: 5 minutes}", "- {id: a, uses: core.log@1, with: {message: x}, timeout: 5m}")]
    [InlineData("- {id: a, uses: core.log@1, with: {message: x}, on_error: continu}", "- {id: a, uses: core.log@1, with: {message: x}, on_error: continue}")]
    [InlineData("- {id: a, set: {totl: 1}}", "- {id: a, set: {total: 1}}")]
    [InlineData("- {id: a, switch: inputs.color, cases: {redd: [{id: b, return: {}}], green: [{id: c, return: {}}]}}", "- {id: a, switch: inputs.color, cases: {red: [{id: b, return: {}}], green: [{id: c, return: {}}]}}")]
    public void A_slip_is_put_right_by_its_fix(string wrong, string right) => Fixed(wrong, right);

    [Fact]
    public void A_step_that_may_not_have_run_gets_its_question_mark()
    {
        const string Before = "- {id: a, when: inputs.name === 'x', uses: slack.post@1, with: {text: x}}\n";
        Fixed(Before + "- {id: b, when: steps.a.outputs.id === 'x', return: {}}", Before + "- {id: b, when: steps.a?.outputs.id === 'x', return: {}}");
    }

    [Fact]
    public void Fixes_outside_of_the_range_are_left_out()
    {
        var text = EditedText.Steps("- {id: a, usse: core.log@1, with: {message: x}}\n- {id: b, set: {totl: 1}}");
        text.Analysis.Fixes(Everything).Count.ShouldBe(2);
        text.Analysis.Fixes(new(new(10, 0), new(10, 80))).ShouldHaveSingleItem().Title.ShouldBe("Change to 'total'");
    }

    private static void Fixed(string wrong, string right)
    {
        var text = EditedText.Steps(wrong);
        var fix = text.Analysis.Fixes(Everything).ShouldHaveSingleItem();
        text.Apply([fix.Change]).ShouldBe(EditedText.Steps(right).Text);
        EditedText.Steps(right).Analysis.Compilation.HasErrors.ShouldBeFalse(string.Join('\n', EditedText.Steps(right).Analysis.Diagnostics));
    }
}
