using Arch.Engine.History;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.History;

public sealed class RunDiffTests
{
    private const string Workflow = """
        inputs: {n: {type: integer, default: 1}}
        steps:
          - {id: a, uses: test.do@1, with: {v: 1}}
          - id: g
            group:
              - {id: b, uses: test.do@1, with: {v: "${{ inputs.n }}"}}
              - {id: c, uses: test.do@1, with: {v: "${{ steps.b.outputs.v }}"}, when: inputs.n < 3}
          - {id: w, wait: {for: 1s}}
          - {id: d, uses: test.do@1, on_error: continue}
        """;

    [Fact]
    public async Task Compare_RunsThatDidTheSame_FindsNothing()
    {
        await using var host = new TestHost();

        var diff = await CompareAsync(host, "{}", "{}");

        diff.First.ShouldBeNull();
        (diff.IsSameDefinition, diff.HasSameInputs, diff.HasSameEnd, diff.More).ShouldBe((true, true, true, 0));
    }

    [Fact]
    public async Task Compare_OtherInputs_PartsAtTheFirstStepThatUsesThem()
    {
        await using var host = new TestHost();

        var diff = await CompareAsync(host, "{}", """{"n":3}""");

        diff.HasSameInputs.ShouldBeFalse();
        (diff.First!.Path, diff.First.Kind).ShouldBe(("b", StepDifferenceKind.Inputs | StepDifferenceKind.Outputs));
        (diff.First.Left!.Outputs.ToString(), diff.First.Right!.Outputs.ToString()).ShouldBe(("""{"v":1}""", """{"v":3}"""));
        diff.Later.Select(step => (step.Path, step.Kind)).ShouldBe([("c", StepDifferenceKind.Status | StepDifferenceKind.Inputs | StepDifferenceKind.Outputs)]);
    }

    [Fact]
    public async Task Compare_StepThatFailedAndStepsThatOnlyOneBegan_AreListedUpToTheMost()
    {
        await using var host = new TestHost();
        var left = await host.RunThroughTimeAsync(Workflow);
        host.Steps["b"] = (_, _) => throw TestHost.Fault();
        var right = await host.RunThroughTimeAsync(Workflow);
        var views = (await host.Engine.ViewAsync(left.RunId), await host.Engine.ViewAsync(right.RunId));

        var diff = RunDiff.Compare(views.Item1, views.Item2, most: 2);
        var other = RunDiff.Compare(views.Item2, views.Item1);

        (diff.First!.Path, diff.First.Kind).ShouldBe(("b", StepDifferenceKind.Status | StepDifferenceKind.Outputs | StepDifferenceKind.Error));
        diff.Later.Select(step => (step.Path, step.Kind)).ShouldBe([("c", StepDifferenceKind.OnlyLeft), ("g", StepDifferenceKind.Status | StepDifferenceKind.Error)]);
        diff.More.ShouldBe(2);
        other.Later.Select(step => (step.Path, step.Kind)).ShouldBe(
        [
            ("g", StepDifferenceKind.Status | StepDifferenceKind.Error), ("c", StepDifferenceKind.OnlyRight),
            ("w", StepDifferenceKind.OnlyRight), ("d", StepDifferenceKind.OnlyRight),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task CompareAsync_CalledRunsThatFailedAlike_AreNoDifference()
    {
        await using var host = new TestHost();
        host.Add("test.child", "arch: 1\nid: child\nnamespace: test\nsteps: [{id: c, fail: {message: m}}]\n");

        var diff = await CompareAsync(host, "{}", "{}", "steps: [{id: c, call: test.child}]");

        diff.Left.Error!.Message.ShouldNotBe(diff.Right.Error!.Message);
        (diff.First, diff.HasSameEnd).ShouldBe((null, true));
    }

    private static async Task<RunDiff> CompareAsync(TestHost host, string left, string right, string workflow = Workflow) => await host.Engine.CompareAsync(
        (await host.RunThroughTimeAsync(workflow, left)).RunId,
        (await host.RunThroughTimeAsync(workflow, right)).RunId);
}
