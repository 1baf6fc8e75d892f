using Arch.Workflows.Editing;

namespace Arch.Workflows.Tests.Editing;

public sealed class CompletionTests
{
    [Fact]
    public void A_step_without_a_verb_is_offered_every_verb_and_modifier()
    {
        var labels = EditedText.Steps("- id: a\n  §").Completions();
        labels.ShouldBeUnique();
        labels.ShouldContain("uses");
        labels.ShouldContain("parallel");
        labels.ShouldContain("retry");
        labels.ShouldNotContain("id");
        labels.ShouldNotContain("needs");
    }

    [Fact]
    public void A_step_with_a_verb_is_offered_what_goes_with_it()
    {
        var labels = EditedText.Steps("- id: a\n  uses: core.log@1\n  wi§").Completions();
        labels.ShouldContain("with");
        labels.ShouldNotContain("uses");
        labels.ShouldNotContain("script");
        labels.ShouldNotContain("then");
    }

    [Fact]
    public void A_key_is_completed_with_its_colon() =>
        EditedText.Steps("- id: a\n  us§").Choose("uses").ShouldEndWith("- id: a\n    uses: \n");

    [Fact]
    public void The_beginning_of_a_step_and_the_middle_of_a_file_are_completed_too() =>
        EditedText.Steps("- id: a\n  §\n- id: b\n  return: {}").Completions().ShouldContain("switch");

    [Fact]
    public void Keys_of_the_document_are_offered_at_the_margin()
    {
        var text = new EditedText("arch: 1\nid: a\n§\nsteps:\n  - {id: b, return: {}}\n");
        text.Completions().ShouldContain("triggers");
        text.Completions().ShouldNotContain("steps");
    }

    [Fact]
    public void Step_types_are_offered_with_their_version_and_documentation()
    {
        var text = EditedText.Steps("- id: a\n  uses: http.re§");
        var found = text.Analysis.Complete(text.Cursor).Single(completion => completion.Label == "http.request@1");
        found.Kind.ShouldBe(CompletionKind.StepType);
        found.Documentation.ShouldNotBeNull().ShouldContain("`url`: string, required - The address.");
        text.Choose("http.request@1").ShouldEndWith("  uses: http.request@1\n");
    }

    [Fact]
    public void A_step_type_replaces_all_of_the_one_before() =>
        EditedText.Steps("- id: a\n  uses: co§re.log@1\n  with: {message: x}").Choose("http.request@1")
            .ShouldContain("  uses: http.request@1\n");

    [Fact]
    public void Inputs_of_a_step_type_are_offered_required_ones_first()
    {
        var text = EditedText.Steps("- id: a\n  uses: http.request@1\n  with:\n    §");
        text.Completions()[0].ShouldBe("url");
        text.Completions().ShouldContain("headers");
        text.Analysis.Complete(text.Cursor)[0].Documentation.ShouldNotBeNull().ShouldContain("The address.");
    }

    [Fact]
    public void Inputs_that_are_given_are_not_offered_again() =>
        EditedText.Steps("- id: a\n  uses: http.request@1\n  with:\n    url: x\n    §").Completions().ShouldNotContain("url");

    [Fact]
    public void Inputs_in_braces_are_offered() =>
        EditedText.Steps("- {id: a, uses: http.request@1, with: {url: x, m§}}").Completions().ShouldContain("method");

    [Fact]
    public void Inputs_of_a_called_workflow_are_offered() =>
        EditedText.Steps("- id: a\n  call: data.common.quality_check\n  with:\n    §").Completions().ShouldBe(["file", "limit"]);

    [Fact]
    public void Words_of_an_input_are_offered() =>
        EditedText.Steps("- id: a\n  uses: http.request@1\n  with:\n    url: x\n    method: §").Completions()
            .ShouldBe(["GET", "POST", "PUT", "PATCH", "DELETE"]);

    [Fact]
    public void Words_of_the_language_are_offered() =>
        EditedText.Steps("- id: a\n  parallel: {x: [{id: b, return: {}}]}\n  join: §").Completions().ShouldBe(["all", "any", "settled"]);

    [Fact]
    public void Workflows_that_can_be_called_are_offered() =>
        EditedText.Steps("- id: a\n  call: shop§").Completions().ShouldContain("shop.orders.backorder");

    [Fact]
    public void Names_in_scope_are_offered_in_expressions()
    {
        var labels = EditedText.Steps("- id: a\n  set: {total: \"${{ § }}\"}").Completions();
        labels.ShouldContain("inputs");
        labels.ShouldContain("vars");
        labels.ShouldContain("Math");
        labels.ShouldNotContain("error");
    }

    [Fact]
    public void Names_in_scope_are_offered_in_bare_conditions() =>
        EditedText.Steps("- id: a\n  when: in§\n  return: {}").Completions().ShouldContain("inputs");

    [Fact]
    public void Steps_that_have_finished_are_offered_and_later_ones_are_not()
    {
        var labels = EditedText.Steps("- {id: a, uses: core.log@1, with: {message: x}}\n- {id: b, when: steps.§, return: {}}\n- {id: c, return: {}}").Completions();
        labels.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("${{ steps.a.outputs.§ }}", "status")]
    [InlineData("${{ steps.a.§ }}", "outputs")]
    [InlineData("${{ inputs.items.map(item => item.§) }}", "qty")]
    [InlineData("${{ inputs.items.map(item => it§) }}", "item")]
    [InlineData("${{ inputs.items[0].s§ }}", "sku")]
    [InlineData("${{ inputs.items.fi§ }}", "filter")]
    [InlineData("Hello ${{ inputs.na§ }} and ${{ vars.total }}", "name")]
    [InlineData("${{ Math.§ }}", "max")]
    public void Members_are_offered(string expression, string wanted) =>
        EditedText.Steps($"- {{id: a, uses: http.request@1, with: {{url: x}}}}\n- id: b\n  uses: core.log@1\n  with:\n    message: {expression}")
            .Completions().ShouldContain(wanted);

    [Theory]
    [InlineData("${{ steps.a.outputs.status === 200 && inputs.§ === }}", "name")]
    [InlineData("${{ (inputs.§ }}", "color")]
    [InlineData("${{ inputs.§", "items")]
    public void Members_are_offered_in_expressions_that_are_not_whole_yet(string expression, string wanted) =>
        EditedText.Steps($"- {{id: a, uses: http.request@1, with: {{url: x}}}}\n- id: b\n  uses: core.log@1\n  with:\n    message: {expression}")
            .Completions().ShouldContain(wanted);

    [Fact]
    public void Steps_of_a_graph_are_offered_as_needs()
    {
        const string Graph = "- id: g\n  graph:\n    - {id: a, return: {}}\n    - {id: b, return: {}, needs: [§]}";
        EditedText.Steps(Graph).Completions().ShouldBe(["a"]);
    }

    [Fact]
    public void Variables_are_offered_to_set() =>
        EditedText.Steps("- id: a\n  set:\n    §").Completions().ShouldBe(["total"]);

    [Fact]
    public void Keys_of_inner_mappings_are_offered() =>
        EditedText.Steps("- id: a\n  uses: core.log@1\n  with: {message: x}\n  retry:\n    §").Completions().ShouldContain("attempts");

    [Fact]
    public void Triggers_are_completed() =>
        new EditedText("arch: 1\nid: a\ntriggers:\n  nightly:\n    §\nsteps: [{id: b, return: {}}]\n").Completions().ShouldContain("schedule");

    [Fact]
    public void A_file_with_an_error_elsewhere_is_completed_still() =>
        EditedText.Steps("- id: a\n  uses: nothing.known@1\n- id: b\n  §").Completions().ShouldContain("uses");

    [Fact]
    public void An_empty_file_is_offered_the_keys_of_a_workflow() =>
        new EditedText("§").Completions().ShouldContain("arch");
}
