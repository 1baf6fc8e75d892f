using Arch.Expressions.JavaScript;
using Arch.Workflows.Catalog;
using Arch.Workflows.Comparing;
using Arch.Workflows.Formatting;
using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Comparing;

public sealed class VersionPlannerTests
{
    [Fact]
    public void Compare_Steps_TellsWhatBecameOfThem() => Steps(
        """
        - {id: a, emit: x.a}
        - {id: b, uses: http.request@1, with: {url: one, headers: {x: 1, y: 2}}}
        - {id: c, emit: x.c}
        - {id: d, emit: x.d}
        - {id: e, emit: x.e}
        """,
        """
        - {id: f, emit: x.f}
        - {id: a, emit: x.a}
        - {id: d, emit: x.d}
        - {id: b, uses: http.request@1, with: {url: two, headers: {y: 2, x: 3}}, timeout: 5s}
        - {id: c, emit: x.c}
        """).ShouldBe(
        [
            "Added step f: emits x.f, first in 'steps'",
            "Moved step d: to after 'a'",
            "Changed step b: with.url \"one\" → \"two\", with.headers.x 1 → 3, timeout  → \"5s\"",
            "Removed step e: emits x.e, after 'd'",
        ]);

    [Fact]
    public void Compare_StepIntoAnotherBlock_IsMoved() => Steps(
        "- {id: a, emit: x}\n- {id: b, if: inputs.x, then: [{id: c, emit: y}], else: [{id: d, emit: z}]}",
        "- {id: b, if: inputs.y, then: [{id: a, emit: x}, {id: c, emit: y}], else: [{id: d, emit: z}]}").ShouldBe(
        [
            "Changed step b: if \"inputs.x\" → \"inputs.y\"",
            "Moved step a: from 'steps' to first in 'then' of 'b'",
        ]);

    [Fact]
    public void Compare_OtherIdAndNothingElse_IsRenamedWithWhatIsInIt() => Steps(
        "- {id: a, group: [{id: b, emit: x}]}\n- {id: c, emit: y}",
        "- {id: z, group: [{id: b, emit: x}]}\n- {id: d, emit: y}").ShouldBe(["Renamed step a: is 'z' now", "Renamed step c: is 'd' now"]);

    [Fact]
    public void Compare_TwoThatCouldBeTheRenamed_AreNotSaidToBe() => Steps(
        "- {id: a, emit: x}",
        "- {id: b, emit: x}\n- {id: c, emit: x}").ShouldBe(
        [
            "Added step b: emits x, first in 'steps'",
            "Added step c: emits x, after 'b'",
            "Removed step a: emits x, first in 'steps'",
        ]);

    [Fact]
    public void Compare_HandlersAndCompensation_AreComparedToo() => Steps(
        "- {id: t, try: [{id: a, emit: x, compensate: [{id: u, emit: u}]}], catch: [{when: error.code === 'x', do: [{id: c, emit: c}]}]}",
        "- {id: t, try: [{id: a, emit: x, compensate: [{id: u, emit: v}]}], catch: [{when: error.code === 'y', do: [{id: c, emit: d}]}]}").ShouldBe(
        [
            "Changed step t: catch[0].when \"error.code === 'x'\" → \"error.code === 'y'\"",
            "Changed step c: emit \"c\" → \"d\"",
            "Changed step u: emit \"u\" → \"v\"",
        ],
        ignoreOrder: true);

    [Fact]
    public void Compare_DeclarationsTriggersAndSettings_AreNamed() => Items(
        Flow("f", "inputs: {a: {type: string}, b: {type: integer}}\nvars: {v: {type: any}}\ntriggers: {t: {schedule: 0 6 * * *}, u: {webhook: /u}}\ntimeout: 1h\nretry: {attempts: 3}"),
        Flow("f", "inputs: {a: {type: string, default: x}, c: {type: date, optional: true}}\noutputs: {o: {type: file}}\ntriggers: {t: {schedule: 0 7 * * *}, w: {event: x.y}}\nretry: {attempts: 4}\ntitle: F")).ShouldBe(
        [
            "Changed input a: default  → \"x\"",
            "Removed input b: integer, required",
            "Added input c: date, optional",
            "Added output o: file",
            "Removed variable v: any",
            "Changed trigger t: schedule 0 7 * * * schedule \"0 6 * * *\" → \"0 7 * * *\"",
            "Removed trigger u: webhook /u",
            "Added trigger w: event x.y",
            "Removed setting timeout: timeout \"1h\" → ",
            "Changed setting retry: retry.attempts 3 → 4",
            "Added setting title: title  → \"F\"",
        ]);

    [Fact]
    public void Compare_Workflows_ComeAndGoWithTheirTriggers()
    {
        var plan = Compare([Flow("a", "triggers: {t: {schedule: 1 1 * * *}}")], [Flow("b", "")]);

        plan.Documents.Select(document => $"{document.Change} {document.Kind} {document.Name} {string.Join(',', document.Items.Select(item => item.Summary))}")
            .ShouldBe(["Removed workflow x.a schedule 1 1 * * *", "Added workflow x.b "]);
    }

    [Fact]
    public void Compare_Callers_TellsWhichBreak()
    {
        var caller = Flow("caller", "outputs: {o: {type: any, value: \"${{ steps.s.outputs.kept + steps.s.outputs.gone }}\"}}", "[{id: s, call: x.f, with: {same: 1, gone: 2, other: 3}}]");
        var fits = Flow("fits", "", "[{id: s, call: x.f, with: {same: 1, must: 3}}]");
        var before = Flow("f", "inputs: {same: {type: any}, gone: {type: any}, other: {type: integer}, was: {type: any}}\noutputs: {kept: {type: any}, gone: {type: any}, unused: {type: any}}");
        var after = Flow("f", "inputs: {same: {type: any}, other: {type: string}, must: {type: any}, was: {type: any}, may: {type: any, optional: true}}\noutputs: {kept: {type: any}}");

        var plan = Compare([before], [after], caller, fits);

        plan.BrokenCalls.Select(call => $"{call.Caller}.{call.Step} {call.Callee}: {call.Reason}").ShouldBe(
        [
            "x.caller.s x.f: does not give input 'must', which is required now",
            "x.caller.s x.f: gives input 'gone', which is gone",
            "x.caller.s x.f: gives input 'other', which was of type integer and is of type string",
            "x.caller.s x.f: uses output 'gone', which is gone",
        ]);
    }

    [Fact]
    public void Compare_CalleeGone_BreaksItsCallers() =>
        Compare([Flow("f", "")], [Flow("g", "", "[{id: s, call: x.f}]")]).BrokenCalls.ShouldHaveSingleItem().Reason.ShouldBe("calls it, but it is gone");

    [Fact]
    public void Compare_CallerThatWasMended_DoesNotBreak() =>
        Compare(
            [Flow("f", ""), Flow("g", "", "[{id: s, call: x.f}]")],
            [Flow("f", "inputs: {a: {type: any}}"), Flow("g", "", "[{id: s, call: x.f, with: {a: 1}}]")]).BrokenCalls.ShouldBeEmpty();

    [Fact]
    public void Compare_BrokenYaml_IsRefused()
    {
        Compare([new SourceText("a.yaml", "a: [")], [Flow("f", "")]).Diagnostics.ShouldNotBeEmpty();
        Compare([Flow("f", "")], [Flow("f", "nonsense: 1")]).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("ARCH1002");
    }

    [Fact]
    public void Compare_LayoutOfAllExamples_IsLayoutOnly()
    {
        foreach (var file in Directory.GetFiles(FixtureFiles.Folder("examples"), "*.yaml").Concat(Directory.GetFiles(FixtureFiles.Folder("workflows"), "*.yaml")))
        {
            var text = File.ReadAllText(file);
            var untidy = new SourceText("a.yaml", text.Replace("\"${{ ", "\"${{", StringComparison.Ordinal).Replace(": ", ":   ", StringComparison.Ordinal) + "# end\n");
            var plan = Compare([untidy], [new SourceText("a.yaml", WorkflowFormatter.Format(untidy).Text!)]);

            plan.Documents.ShouldHaveSingleItem(file).Change.ShouldBe(ChangeKind.Layout, file);
            Compare([untidy], [untidy]).Documents.ShouldBeEmpty();
        }
    }

    private static SourceText Flow(string id, string keys, string steps = "[{id: s, emit: x}]") =>
        new($"{id}.yaml", $"arch: 1\nid: {id}\nnamespace: x\n{keys}\nsteps: {steps}\n");

    private static List<string> Steps(string before, string after) => Items(Flow("f", "", "\n" + before), Flow("f", "", "\n" + after));

    private static List<string> Items(SourceText before, SourceText after) =>
    [
        .. Compare([before], [after]).Documents.SelectMany(document => document.Items).Select(item =>
            $"{item.Change} {item.Area} {item.Name}: {string.Join(' ', new[] { item.Summary, string.Join(", ", item.Keys.Select(key => $"{key.Key} {key.Old} → {key.New}")) }.Where(text => text.Length > 0))}"),
    ];

    private static VersionPlan Compare(SourceText[] before, SourceText[] after, params SourceText[] others) =>
        VersionPlanner.Compare(before, after, others, new JavaScriptLanguage());
}
