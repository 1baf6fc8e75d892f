namespace Arch.Workflows.Tests.Editing;

public sealed class HoverTests
{
    [Theory]
    [InlineData("re§try: {attempts: 3}", "When the step is tried again")]
    [InlineData("retry: {att§empts: 3}", "attempts")]
    [InlineData("wh§en: inputs.name === 'x'", "condition")]
    public void Keys_say_what_they_mean(string line, string wanted) =>
        Hover($"- id: a\n  {line}\n  uses: core.log@1\n  with: {{message: x}}").ShouldContain(wanted, Case.Insensitive);

    [Fact]
    public void Step_types_show_their_inputs_and_outputs()
    {
        var text = Hover("- id: a\n  uses: http.req§uest@1\n  with: {url: x}");
        text.ShouldContain("**http.request@1**");
        text.ShouldContain("- `url`: string, required - The address.");
        text.ShouldContain("- `status`: integer");
    }

    [Fact]
    public void Inputs_show_their_type_and_default()
    {
        var text = Hover("- id: a\n  uses: http.request@1\n  with: {url: x, met§hod: GET}");
        text.ShouldContain("`method`: GET | POST | PUT | PATCH | DELETE");
        text.ShouldContain("`\"GET\"` unless given");
    }

    [Theory]
    [InlineData("${{ inputs.na§me }}", "`name`: string\n\nWho is greeted.")]
    [InlineData("${{ inputs.items.map(one => one.q§ty) }}", "`qty`: integer")]
    [InlineData("${{ inputs.items.map(on§e => one.qty) }}", "`one`: object")]
    [InlineData("${{ vars.tot§al }}", "`total`: integer, `0` unless given")]
    [InlineData("${{ inputs.items.len§gth }}", "`length`: integer")]
    public void Names_in_expressions_show_their_type(string expression, string wanted) =>
        Hover($"- id: a\n  uses: core.log@1\n  with:\n    message: {expression}").ShouldStartWith(wanted);

    [Fact]
    public void A_step_that_may_not_have_run_says_why() =>
        Hover("- {id: a, when: inputs.name === 'x', uses: slack.post@1, with: {text: x}}\n- id: b\n  when: steps.§a?.status === 'succeeded'\n  return: {}")
            .ShouldContain("May be undefined: step 'a' may be skipped by its own 'when'.");

    [Fact]
    public void A_called_workflow_shows_its_inputs() =>
        Hover("- id: a\n  call: data.common.qua§lity_check\n  with: {file: x}").ShouldContain("- `limit`: number");

    [Fact]
    public void Nothing_is_said_where_nothing_is_known()
    {
        var text = EditedText.Steps("- id: a\n  uses: core.log@1\n  with: {message: he§llo}");
        text.Analysis.Hover(text.Cursor).ShouldBeNull();
    }

    private static string Hover(string steps)
    {
        var text = EditedText.Steps(steps);
        return text.Analysis.Hover(text.Cursor).ShouldNotBeNull().Markdown;
    }
}
