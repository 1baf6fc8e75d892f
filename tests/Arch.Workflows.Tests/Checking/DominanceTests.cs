using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Checking;

/// <summary>What may be read where. The steps of each case begin on line 13.</summary>
public sealed class DominanceTests
{
    private const string Post = "uses: slack.post@1, with: {text: hi}";

    [Theory]
    [InlineData("plain sequence", "- {id: a, POST}\n- {id: b, READ a}")]
    [InlineData("inside of a group", "- id: g\n  group: [{id: a, POST}, {id: b, READ a}]\n- {id: c, READ a}")]
    [InlineData("before an if", "- {id: a, POST}\n- id: i\n  if: inputs.count > 1\n  then: [{id: b, READ a}]")]
    [InlineData("in both arms of an if, by their common id being another", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}, {id: b, READ a}]\n  else: [{id: c, POST}, {id: d, READ c}]")]
    [InlineData("other arm returns", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n  else: [{id: r, return: {}}]\n- {id: b, READ a}")]
    [InlineData("other arm fails", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n  else: [{id: r, fail: {message: no}}]\n- {id: b, READ a}")]
    [InlineData("exhaustive switch whose other cases return", "- id: s\n  switch: inputs.color\n  cases:\n    red: [{id: a, POST}]\n    green: [{id: r, return: {}}]\n    blue: [{id: q, return: {}}]\n- {id: b, READ a}")]
    [InlineData("after parallel", "- id: p\n  parallel:\n    x: [{id: a, POST}]\n    y: [{id: c, POST}]\n- {id: b, READ a}\n- {id: d, READ c}")]
    [InlineData("within a branch", "- id: p\n  parallel:\n    x: [{id: a, POST}, {id: b, READ a}]\n    y: [{id: c, POST}]")]
    [InlineData("path of needs over two edges", "- id: g\n  graph:\n    - {id: a, POST}\n    - {id: m, needs: [a], POST}\n    - {id: b, needs: [m], READ a}")]
    [InlineData("needs written before their step", "- id: g\n  graph:\n    - {id: b, needs: [a], READ a}\n    - {id: a, POST}")]
    [InlineData("after a graph", "- id: g\n  graph: [{id: a, POST}, {id: c, POST}]\n- {id: b, READ a}")]
    [InlineData("plain need of a step that is not disabled after all", "- id: g\n  graph:\n    - {id: a, disabled: false, POST}\n    - {id: m, needs: {a: succeeded}, POST}\n- {id: b, READ m}")]
    [InlineData("succeeded need of a step with when", "- id: g\n  graph:\n    - {id: a, when: inputs.count > 1, POST}\n    - {id: b, needs: {a: succeeded}, READ a}")]
    [InlineData("after a try without handlers", "- id: t\n  try: [{id: a, POST}]\n- {id: b, READ a}")]
    [InlineData("after a try whose handlers return", "- id: t\n  try: [{id: a, POST}]\n  catch: [{do: [{id: r, return: {}}]}]\n- {id: b, READ a}")]
    [InlineData("after a try whose handlers fail", "- id: t\n  try: [{id: a, POST}]\n  catch: [{when: error.retryable, do: [{id: q, fail: {message: no}}]}, {do: [{id: r, fail: {message: no}}]}]\n- {id: b, READ a}")]
    [InlineData("step of a finally", "- id: t\n  try: [{id: x, POST}]\n  finally: [{id: a, POST}]\n- {id: b, READ a}")]
    [InlineData("step before a try, in its handler", "- {id: a, POST}\n- id: t\n  try: [{id: x, POST}]\n  catch: [{do: [{id: b, READ a}]}]")]
    [InlineData("inside of a loop from before it", "- {id: a, POST}\n- id: l\n  for: {each: inputs.items}\n  do: [{id: b, READ a}]")]
    [InlineData("within one iteration", "- id: l\n  for: {each: inputs.items}\n  do: [{id: a, POST}, {id: b, READ a}]")]
    [InlineData("compensation reads its own step", "- {id: a, POST, compensate: [{id: b, READ a}]}")]
    [InlineData("skipped step with chain", "- {id: a, when: inputs.count > 1, POST}\n- {id: b, CHAIN a}")]
    [InlineData("arm of an if with chain", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n- {id: b, CHAIN a}")]
    [InlineData("join any with chain", "- id: p\n  join: any\n  parallel: {x: [{id: a, POST}], y: [{id: c, POST}]}\n- {id: b, CHAIN a}")]
    [InlineData("try seen from catch with chain", "- id: t\n  try: [{id: a, POST}]\n  catch: [{do: [{id: b, CHAIN a}]}]")]
    public void Compile_StepThatHasFinished_MayBeRead(string situation, string steps) =>
        Compile.Errors(Compile.Steps(Write(steps))).ShouldBeEmpty(situation);

    [Theory]
    [InlineData("own when", "- {id: a, when: inputs.count > 1, POST}\n- {id: b, READ a}")]
    [InlineData("disabled", "- {id: a, disabled: true, POST}\n- {id: b, READ a}")]
    [InlineData("when of the group around it", "- {id: g, when: inputs.count > 1, group: [{id: a, POST}]}\n- {id: b, READ a}")]
    [InlineData("one arm of an if", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n- {id: b, READ a}")]
    [InlineData("one arm of two", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n  else: [{id: c, POST}]\n- {id: b, READ a}")]
    [InlineData("one case", "- id: s\n  switch: inputs.color\n  cases: {red: [{id: a, POST}]}\n  default: [{id: c, POST}]\n- {id: b, READ a}")]
    [InlineData("switch without default over text", "- id: s\n  switch: inputs.name\n  cases: {red: [{id: a, POST}]}\n- {id: b, READ a}")]
    [InlineData("join any", "- id: p\n  join: any\n  parallel: {x: [{id: a, POST}], y: [{id: c, POST}]}\n- {id: b, READ a}")]
    [InlineData("join settled", "- id: p\n  join: settled\n  parallel: {x: [{id: a, POST}], y: [{id: c, POST}]}\n- {id: b, READ a}")]
    [InlineData("try seen from catch", "- id: t\n  try: [{id: a, POST}]\n  catch: [{do: [{id: b, READ a}]}]")]
    [InlineData("try seen from finally", "- id: t\n  try: [{id: a, POST}]\n  finally: [{id: b, READ a}]")]
    [InlineData("after a try whose handler goes on", "- id: t\n  try: [{id: a, POST}]\n  catch: [{do: [{id: c, POST}]}]\n- {id: b, READ a}")]
    [InlineData("step of a handler", "- id: t\n  try: [{id: x, POST}]\n  catch: [{do: [{id: a, POST}]}]\n- {id: b, READ a}")]
    [InlineData("on_error continue, inside", "- {id: g, on_error: continue, group: [{id: a, POST}]}\n- {id: b, READ a}")]
    [InlineData("on_error continue, outputs", "- {id: a, on_error: continue, POST}\n- {id: b, READ a}")]
    [InlineData("plain need of a step with when", "- id: g\n  graph:\n    - {id: a, when: inputs.count > 1, POST}\n    - {id: b, needs: [a], READ a}")]
    [InlineData("succeeded need, behind the graph", "- id: g\n  graph:\n    - {id: a, when: inputs.count > 1, POST}\n    - {id: c, needs: {a: succeeded}, POST}\n- {id: b, READ a}")]
    [InlineData("step skipped by its need", "- id: g\n  graph:\n    - {id: x, when: inputs.count > 1, POST}\n    - {id: a, needs: {x: succeeded}, POST}\n    - {id: b, needs: [a], READ a}")]
    [InlineData("any need", "- id: g\n  graph:\n    - {id: a, POST}\n    - {id: b, needs: {a: any}, READ a}")]
    [InlineData("failed need", "- id: g\n  graph:\n    - {id: a, POST}\n    - {id: b, needs: {a: failed}, READ a}")]
    [InlineData("arm that returns only sometimes", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n  else: [{id: r, when: inputs.count > 0, return: {}}]\n- {id: b, READ a}")]
    public void Compile_StepThatMayNotHaveFinished_NeedsAChain(string situation, string steps)
    {
        var compilation = Compile.Steps(Write(steps));

        compilation.Diagnostics.Where(diagnostic => diagnostic.Code != "ARCH3001")
            .ShouldHaveSingleItem(situation + '\n' + string.Join('\n', compilation.Diagnostics))
            .Code.ShouldBe("ARCH2103");
    }

    [Theory]
    [InlineData("itself", "- id: a\n  uses: slack.post@1\n  with: {text: \"${{ steps.a.outputs.id }}\"}", "has no result yet")]
    [InlineData("later", "- {id: b, READ a}\n- {id: a, POST}", "has not run yet")]
    [InlineData("around it", "- id: a\n  group: [{id: b, READ a}]", "contains this place")]
    [InlineData("sibling branch", "- id: p\n  parallel: {x: [{id: a, POST}], y: [{id: b, READ a}]}", "in the branch 'x' of 'p'")]
    [InlineData("deep in a sibling branch", "- id: p\n  parallel: {x: [{id: g, group: [{id: a, POST}]}], y: [{id: b, READ a}]}", "in the branch 'x' of 'p'")]
    [InlineData("for", "- id: l\n  for: {each: inputs.items}\n  do: [{id: a, POST}]\n- {id: b, READ a}", "inside of the loop 'l'")]
    [InlineData("repeat", "- id: l\n  repeat: {while: vars.total < 3, max: 5}\n  do: [{id: a, POST}]\n- {id: b, READ a}", "inside of the loop 'l'")]
    [InlineData("while before the first iteration", "- id: l\n  repeat: {while: steps.a.outputs.id === '', max: 5}\n  do: [{id: a, POST}]", "has not run yet")]
    [InlineData("no needs", "- id: g\n  graph: [{id: a, POST}, {id: b, READ a}]", "no path of 'needs' leads from 'b'")]
    [InlineData("needs the other way", "- id: g\n  graph: [{id: a, needs: [b], POST}, {id: b, READ a}]", "no path of 'needs'")]
    [InlineData("other arm", "- id: i\n  if: inputs.count > 1\n  then: [{id: a, POST}]\n  else: [{id: b, READ a}]", "another arm of 'i'")]
    [InlineData("other case", "- id: s\n  switch: inputs.name\n  cases: {x: [{id: a, POST}], y: [{id: b, READ a}]}", "another arm of 's'")]
    [InlineData("compensation", "- {id: c, POST, compensate: [{id: a, POST}]}\n- {id: b, READ a}", "only when 'c' is undone")]
    public void Compile_StepThatCannotBeSeen_SaysWhy(string situation, string steps, string reason)
    {
        var compilation = Compile.Steps(Write(steps));

        var only = compilation.Diagnostics.Where(diagnostic => diagnostic.Code != "ARCH3001")
            .ShouldHaveSingleItem(situation + '\n' + string.Join('\n', compilation.Diagnostics));
        only.Code.ShouldBe("ARCH2101");
        only.Message.ShouldContain(reason);
    }

    [Fact]
    public void Compile_Until_SeesTheIterationThatEnded() =>
        Compile.Errors(Compile.Steps("- id: l\n  repeat: {until: steps.a.outputs.id !== '', max: 5}\n  do: [{id: a, " + Post + "}]")).ShouldBeEmpty();

    [Fact]
    public void Compile_Collect_GivesResultsOfItsType()
    {
        const string loop = "- id: l\n  for: {each: inputs.items, as: it, collect: it.qty}\n  do: [{id: a, " + Post + "}]\n";

        Compile.Errors(Compile.Steps(loop + "- {id: b, set: {total: \"${{ steps.l.outputs.results[0] }}\"}}")).ShouldBeEmpty();
        Compile.Errors(Compile.Steps(loop + "- {id: b, set: {total: \"${{ steps.l.outputs.results }}\"}}")).ShouldBe(["ARCH2110 16:26"]);
    }

    [Fact]
    public void Compile_LoopWithoutCollect_HasNoResults() =>
        Compile.Errors(Compile.Steps("- id: l\n  for: {each: inputs.items}\n  do: [{id: a, " + Post + "}]\n- {id: b, emit: t.b, data: \"${{ steps.l.outputs.results }}\"}"))
            .ShouldBe(["ARCH2102 16:51"]);

    [Fact]
    public void Compile_OutputsBehindAHandlerThatGoesOn_NeedAChain()
    {
        const string end = "catch: [{do: [{id: c, emit: t.c}]}]\noutputs: {id: {type: string, optional: true, value: \"${{ steps.a.outputs.id }}\"}}\n";

        Compile.Errors(Compile.Steps("- {id: a, " + Post + "}", end)).ShouldBe(["ARCH2103 15:66"]);
    }

    [Fact]
    public void Compile_StepThatCannotBeRead_IsNotSaidToBeUnknownElsewhere() =>
        Compile.Errors(Compile.Steps("- {id: g, set: {total: 1}, group: [{id: a, " + Post + "}]}\n- {id: b, emit: t.b, data: \"${{ steps.a.outputs.id }}\"}"))
            .ShouldBe(["ARCH1001 13:30"]);

    private static string Write(string steps) =>
        System.Text.RegularExpressions.Regex.Replace(
            System.Text.RegularExpressions.Regex.Replace(steps.Replace("POST", Post, StringComparison.Ordinal), "READ (\\w+)", "emit: t.e, data: \"${{ steps.$1.outputs.id }}\""),
            "CHAIN (\\w+)",
            "emit: t.e, data: \"${{ steps.$1?.outputs.id }}\"");
}
