namespace Arch.Workflows.Tests.Editing;

public sealed class NavigationTests
{
    private const string Two = "- id: fetch\n  uses: http.request@1\n  with: {url: x}\n";

    [Theory]
    [InlineData("${{ steps.fe§tch.outputs.body }}", "fetch")]
    [InlineData("${{ inputs.na§me }}", "name")]
    [InlineData("${{ va§rs.total }}", "vars")]
    [InlineData("${{ vars.to§tal }}", "total")]
    public void Names_in_expressions_lead_to_their_declaration(string expression, string wanted)
    {
        var text = EditedText.Steps($"{Two}- id: say\n  uses: core.log@1\n  with: {{message: \"{expression}\"}}");
        var found = text.Analysis.Definition(text.Cursor).ShouldNotBeNull();
        found.File.ShouldBe("test.yaml");
        text.At(found.Range).ShouldBe(wanted);
        found.Range.Start.Line.ShouldBeLessThan(text.Cursor.Line);
    }

    [Fact]
    public void The_name_of_a_loop_leads_to_the_loop()
    {
        var text = EditedText.Steps(
            "- id: each\n  for: {each: inputs.items, as: line}\n  do:\n    - {id: say, uses: core.log@1, with: {message: \"${{ li§ne.sku }}\"}}");
        var found = text.Analysis.Definition(text.Cursor).ShouldNotBeNull();
        found.Range.Start.Line.ShouldBe(text.Cursor.Line - 2);
        text.At(found.Range).ShouldBe("line");
    }

    [Fact]
    public void A_need_leads_to_its_step()
    {
        var text = EditedText.Steps("- id: g\n  graph:\n    - {id: one, return: {}}\n    - {id: two, return: {}, needs: [o§ne]}");
        text.Analysis.Definition(text.Cursor).ShouldNotBeNull().Range.Start.Line.ShouldBe(text.Cursor.Line - 1);
    }

    [Fact]
    public void A_called_workflow_leads_to_its_file()
    {
        var text = EditedText.Steps("- id: a\n  call: data.common.qua§lity_check\n  with: {file: x}");
        var found = text.Analysis.Definition(text.Cursor).ShouldNotBeNull();
        found.File.ShouldContain("quality_check");
        found.Range.Start.Line.ShouldBe(1);
    }

    [Fact]
    public void An_action_leads_to_its_file()
    {
        var text = EditedText.Steps("- id: a\n  uses: ./actions/up§sert_contacts\n  with: {rows: []}");
        text.Analysis.Definition(text.Cursor).ShouldNotBeNull().File.ShouldBe("actions/upsert_contacts.yaml");
    }

    [Fact]
    public void Renaming_a_step_changes_every_place_that_names_it()
    {
        var text = EditedText.Steps("""
            - id: g
              graph:
                - {id: fe§tch, uses: http.request@1, with: {url: x}}
                - id: other
                  needs: [fetch]
                  when: steps.fetch.outputs.status === 200 && steps['fetch'].status === 'succeeded'
                  uses: core.log@1
                  with:
                    message: |
                      The step fetch gave ${{ steps.fetch.outputs.status }}
                      and ${{ ["fetch"].map(fetch => fetch + steps.fetch.status) }}.
                - {id: last, needs: {fetch: any}, return: {}}
            """);
        var renamed = text.Analysis.Rename(text.Cursor, "load");
        renamed.Refusal.ShouldBeNull();
        text.Apply(renamed.Changes).ShouldEndWith("""
                - {id: load, uses: http.request@1, with: {url: x}}
                  - id: other
                    needs: [load]
                    when: steps.load.outputs.status === 200 && steps['load'].status === 'succeeded'
                    uses: core.log@1
                    with:
                      message: |
                        The step fetch gave ${{ steps.load.outputs.status }}
                        and ${{ ["fetch"].map(fetch => fetch + steps.load.status) }}.
                  - {id: last, needs: {load: any}, return: {}}

            """.ReplaceLineEndings("\n").TrimStart());
    }

    [Fact]
    public void Renaming_starts_at_any_place_that_names_the_step()
    {
        var text = EditedText.Steps($"{Two}- id: say\n  uses: core.log@1\n  with: {{message: \"${{{{ steps.fet§ch.status }}}}\"}}");
        text.Analysis.Rename(text.Cursor, "load").Changes.Count.ShouldBe(2);
        text.At(text.Analysis.CanRename(text.Cursor).ShouldNotBeNull()).ShouldBe("fetch");
    }

    [Fact]
    public void Renaming_a_variable_changes_set_and_expressions()
    {
        var text = EditedText.Steps("- id: a\n  set: {total: \"${{ vars.to§tal + 1 }}\"}");
        var changed = text.Apply(text.Analysis.Rename(text.Cursor, "sum").Changes);
        changed.ShouldContain("vars: {sum: {type: integer");
        changed.ShouldContain("set: {sum: \"${{ vars.sum + 1 }}\"}");
    }

    [Theory]
    [InlineData("say", "already")]
    [InlineData("Not A Name", "no name")]
    public void Names_that_would_break_the_workflow_are_refused(string name, string why)
    {
        var text = EditedText.Steps("- {id: fet§ch, return: {}}\n- {id: say, return: {}}");
        var refused = text.Analysis.Rename(text.Cursor, name);
        refused.Refusal.ShouldNotBeNull().ShouldContain(why);
        refused.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Other_words_cannot_be_renamed()
    {
        var text = EditedText.Steps("- id: a\n  us§es: core.log@1\n  with: {message: x}");
        text.Analysis.CanRename(text.Cursor).ShouldBeNull();
        text.Analysis.Rename(text.Cursor, "b").Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void Steps_of_another_document_are_left_alone()
    {
        var text = new EditedText("arch: 1\nid: a\nsteps: [{id: o§ne, return: {}}]\n---\narch: 1\nid: b\nsteps: [{id: one, return: {}}]\n");
        text.Analysis.Rename(text.Cursor, "two").Changes.ShouldHaveSingleItem().Range.Start.Line.ShouldBe(2);
    }

    [Fact]
    public void The_outline_nests_steps()
    {
        var outline = EditedText.Steps("- id: all\n  parallel:\n    x: [{id: a, return: {}}]\n    y: [{id: b, return: {}}]\n- {id: z, return: {}}").Analysis.Outline();
        var document = outline.ShouldHaveSingleItem();
        document.Name.ShouldBe("test");
        document.Children.Select(step => $"{step.Name} {step.Detail}").ShouldBe(["all parallel", "z return"]);
        document.Children[0].Children.Select(step => step.Name).ShouldBe(["a", "b"]);
    }
}
