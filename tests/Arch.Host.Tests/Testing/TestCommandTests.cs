using System.Xml.Linq;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Testing;

public sealed class TestCommandTests
{
    private const string Flow = """
        arch: 1
        id: flow
        namespace: shop
        inputs: {n: {type: number, default: 1}}
        steps:
          - {id: save, uses: file.write@1, with: {path: out.txt, content: "${{ inputs.n }}"}}
          - {id: pause, wait: {for: 2d}}
          - {id: choose, if: inputs.n > 5, then: [{id: large, uses: core.log@1, with: {message: large}}]}
        outputs: {twice: {type: number, value: "${{ inputs.n * 2 }}"}}
        """;

    private const string Head = "arch: 1\nkind: test\nworkflow: shop.flow\ndefaults: {mocks: {save: {outputs: {path: out.txt}}}}\ncases:\n";

    [Fact]
    public async Task Test_Examples_Pass()
    {
        using var project = new TempProject().WithExamples();

        var result = await project.RunAsync("test", "workflows/examples");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("workflows/examples/exchange.test.yaml examples.exchange\n  ✓ takes the rate of the service\n");
        result.Output.ShouldNotContain("\u001b");
        result.Errors.ShouldBe("");
    }

    [Fact]
    public async Task Test_Failures_ExitWith1AndSayWhereAndWhat()
    {
        using var project = Project("  - {name: one, expect: {outputs: {twice: 3}}}\n  - {name: two, inputs: {n: 2}, expect: {took: 2d}}\n");

        var result = await project.RunAsync("test");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Output.ShouldStartWith("""
            workflows/flow.test.yaml shop.flow
              ✗ one (2d simulated)
                  workflows/flow.test.yaml:6:43 outputs.twice is not as expected.
                    expected 3
                    actual   2
              ✓ two (2d simulated)
            1 passed, 1 failed (
            """);
    }

    [Fact]
    public async Task Test_FileWithErrors_ExitsWith2AndStillRunsTheOthers()
    {
        using var project = Project("  - {name: one}\n").With("workflows/bad.test.yaml", Head.Replace("save:", "sav:", StringComparison.Ordinal) + "  - {name: x}\n");

        var result = await project.RunAsync("test");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Output.ShouldContain("workflows/bad.test.yaml:4:20 ARCH7003 ");
        result.Output.ShouldContain("  ✓ one");
        result.Output.ShouldContain("1 passed, 0 failed, 1 error in the files");
    }

    [Fact]
    public async Task Test_StepWithEffects_IsNotRunUnlessItIsAllowed()
    {
        using var project = new TempProject().With("workflows/flow.yaml", Flow)
            .With("workflows/flow.test.yaml", "arch: 1\nkind: test\nworkflow: ./flow.yaml\ncases:\n  - {name: refused}\n  - {name: allowed, allow: [file.*], expect: {steps: {save: succeeded}}}\n");

        var refused = await project.RunAsync("test", "--filter", "refused");
        var wasWritten = File.Exists(project.PathOf("out.txt"));
        var allowed = await project.RunAsync("test", "--filter", "allowed");

        refused.ExitCode.ShouldBe(1, refused.ToString());
        refused.Output.ShouldContain("ARCH7010 Step 'save' of type file.write@1 is not mocked.");
        wasWritten.ShouldBeFalse();
        allowed.ExitCode.ShouldBe(0, allowed.ToString());
        project.Read("out.txt").Trim().ShouldBe("1");
    }

    [Fact]
    public async Task Test_DataStep_RunsWithoutAMockUntilItTouchesAFile()
    {
        using var project = new TempProject()
            .With("workflows/flow.yaml", "arch: 1\nid: flow\nnamespace: shop\ninputs: {with_file: {type: boolean, default: false}}\nsteps:\n  - {id: rows, uses: csv.parse@1, with: {text: \"a\\n1\\n\"}}\n  - {id: more, when: inputs.with_file, uses: csv.parse@1, with: {file: a.csv}}\noutputs: {n: {type: integer, value: \"${{ steps.rows.outputs.count }}\"}}\n")
            .With("workflows/flow.test.yaml", "arch: 1\nkind: test\nworkflow: shop.flow\ncases:\n  - {name: text, expect: {outputs: {n: 1}}}\n  - {name: file, inputs: {with_file: true}}\n");

        var result = await project.RunAsync("test");

        result.Output.ShouldContain("  ✓ text\n");
        result.Output.ShouldContain("ARCH7010 Step 'more' of type csv.parse@1 is not mocked, and it uses the file 'a.csv'.");
        result.ExitCode.ShouldBe(1, result.ToString());
    }

    [Fact]
    public async Task Test_Coverage_ShowsWhatNoCaseRan()
    {
        using var project = Project("  - {name: one}\n");

        var text = await project.RunAsync("test", "--coverage");
        var json = (await project.RunAsync("test", "--coverage", "--output", "json")).Json;

        text.Output.ShouldContain("shop.flow        3/4   75%        1/2   50%\n");
        text.Output.ShouldContain("  workflows/flow.yaml:8 'then' of step 'choose' was not taken\n  workflows/flow.yaml:8 step 'large' did not run\n");
        json.GetProperty("coverage")[0].GetProperty("stepsCovered").GetInt32().ShouldBe(3);
        json.GetProperty("cases")[0].GetProperty("result").GetString().ShouldBe("passed");
    }

    [Fact]
    public async Task Test_JUnit_IsWritten()
    {
        using var project = Project("  - {name: one, expect: {outputs: {twice: 3}}}\n");

        var result = await project.RunAsync("test", "--junit", "out/junit.xml");

        result.ExitCode.ShouldBe(1, result.ToString());
        XElement.Parse(project.Read("out/junit.xml")).Attribute("failures")!.Value.ShouldBe("1");
    }

    [Fact]
    public async Task Test_Update_WritesSnapshotsAndKeepsThoseThatDidNotRun()
    {
        using var project = Project("  - {name: one, expect: {snapshot: true}}\n  - {name: two, inputs: {n: 2}, expect: {snapshot: true}}\n");

        var without = await project.RunAsync("test");
        var written = await project.RunAsync("test", "--update");
        var with = await project.RunAsync("test");
        project.With("workflows/flow.yaml", Flow.Replace("* 2", "* 3", StringComparison.Ordinal));
        var changed = await project.RunAsync("test");
        await project.RunAsync("test", "--update", "--filter", "one");
        var half = await project.RunAsync("test");

        without.ExitCode.ShouldBe(1, without.ToString());
        written.Output.ShouldContain("Wrote workflows/flow.test.snap.json.\n");
        with.ExitCode.ShouldBe(0, with.ToString());
        changed.Output.ShouldContain("        -     \"twice\": 2\n        +     \"twice\": 3\n");
        half.Output.ShouldContain("1 passed, 1 failed");
    }

    [Theory]
    [InlineData("ARCH6004 The file 'nowhere' does not exist", "nowhere")]
    [InlineData("ARCH7015 There are no tests in 'workflows/flow.yaml'.", "workflows/flow.yaml")]
    [InlineData("ARCH7015 No case and no workflow has 'zzz' in its name.", "--filter", "zzz")]
    public async Task Test_NothingToTest_ExitsWith2(string message, params string[] arguments)
    {
        using var project = Project("  - {name: one}\n");

        var result = await project.RunAsync(["test", .. arguments]);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith(message);
    }

    [Fact]
    public async Task Test_ExampleOfTheDocumentation_Passes()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs/testing.md"), TestContext.Current.CancellationToken);
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        using var project = new TempProject().WithExamples().With("workflows/docs.test.yaml", example);

        var result = await project.RunAsync("test", "workflows/docs.test.yaml");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("2 passed, 0 failed");
    }

    [Fact]
    public async Task Run_TestFile_SaysHowTestsAreRun()
    {
        using var project = Project("  - {name: one}\n");

        var result = await project.RunAsync("run", "workflows/flow.test.yaml");

        result.ShouldBe(new ArchResult(
            2, "", "ARCH6004 The file 'workflows/flow.test.yaml' holds no workflow. Run its tests with 'arch test workflows/flow.test.yaml'.\n"));
    }

    [Fact]
    public async Task Test_Watch_RunsAgainWhenAFileChanges()
    {
        using var project = Project("  - {name: one, expect: {outputs: {twice: 2}}}\n");
        using var program = project.Start("test", "--watch");
        await program.WaitForLineAsync("1 passed, 0 failed");

        project.With("workflows/flow.yaml", Flow.Replace("* 2", "* 3", StringComparison.Ordinal));
        await program.WaitForLineAsync("0 passed, 1 failed");
        program.Signal(2);

        (await program.EndAsync()).ExitCode.ShouldBe(0);
    }

    private static TempProject Project(string cases) =>
        new TempProject().With("workflows/flow.yaml", Flow).With("workflows/flow.test.yaml", Head + cases);
}
