using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Waiting runs that go on with a new version of their file.</summary>
public sealed class MigrateTests
{
    private const string Flow = """
        arch: 1
        id: flow
        namespace: test
        steps:
          - {id: first, uses: ./say, with: {text: one}}
          - {id: w, wait: {signal: go}}
          - {id: last, uses: ./say, with: {text: two}}
        """;

    private const string Say = """
        arch: 1
        kind: action
        inputs: {text: {type: string}}
        steps:
          - {id: write, uses: file.write@1, with: {path: log.txt, content: "- ${{ inputs.text }}\n", mode: append}}
        """;

    [Fact]
    public async Task Migrate_FileHasChangedBehindTheWait_GoesOnWithIt()
    {
        using var project = new TempProject().With("workflows/flow.yaml", Flow).With("workflows/say.yaml", Say);
        var id = await WaitingAsync(project);
        project.With("workflows/flow.yaml", Flow.Replace("text: two", "text: new", StringComparison.Ordinal))
            .With("workflows/say.yaml", Say.Replace("inputs.text }}", "inputs.text }}!", StringComparison.Ordinal));

        var looked = await project.RunAsync("runs", "migrate", id, "--dry-run");
        var moved = await project.RunAsync("runs", "migrate", id);
        var again = await project.RunAsync("runs", "migrate", id, "--dry-run", "--output", "json");
        var ended = await project.RunAsync("runs", "signal", id, "go");

        looked.ShouldBe(new ArchResult(0, "1 run can go on with the new version\n", ""));
        moved.ExitCode.ShouldBe(0, moved.ToString());
        again.Json[0].GetProperty("done").GetBoolean().ShouldBeTrue(again.ToString());
        ended.ExitCode.ShouldBe(0, ended.ToString());
        project.Read("log.txt").ShouldBe("- one\n- new!\n");
    }

    [Fact]
    public async Task Migrate_FileNotTouchedByTheCommand_RunEndsOnItsOwnVersion()
    {
        using var project = new TempProject().With("workflows/flow.yaml", Flow).With("workflows/say.yaml", Say);
        var id = await WaitingAsync(project);
        project.With("workflows/flow.yaml", "nonsense").With("workflows/say.yaml", "nonsense");

        var ended = await project.RunAsync("runs", "signal", id, "go");

        ended.ExitCode.ShouldBe(0, ended.ToString());
        project.Read("log.txt").ShouldBe("- one\n- two\n");
    }

    [Fact]
    public async Task Migrate_ManyRuns_MovesThoseThatFitAndSaysWhyOthersDoNot()
    {
        using var project = new TempProject().With("workflows/flow.yaml", Flow).With("workflows/say.yaml", Say);
        var early = await WaitingAsync(project);
        project.With("workflows/flow.yaml", Flow.Replace("- {id: w, wait: {signal: go}}", "- {id: w, wait: {signal: other}}", StringComparison.Ordinal));
        var late = await WaitingAsync(project);
        project.With("workflows/flow.yaml", Flow.Replace("text: two", "text: three", StringComparison.Ordinal));

        var looked = await project.RunAsync("runs", "migrate", "--workflow", "test.flow", "--dry-run");
        var moved = await project.RunAsync("runs", "migrate", "--workflow", "test.flow");
        var refused = await project.RunAsync("runs", "migrate", late);

        const string Reason = "Step 'w': It is under way, but the new version has another 'wait' for it.";
        looked.Output.ShouldBe($"1 run can go on with the new version\n1 run cannot be moved\n\n{late}  test.flow\n  {Reason}\n");
        moved.ExitCode.ShouldBe(0, moved.ToString());
        moved.Output.ShouldStartWith("The wish to go on with a new version: 2 runs\n  waiting    1\n");
        moved.Output.ShouldContain($"{late} was left as it is: ARCH3227 ");
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldStartWith("ARCH3227 ");
        refused.Errors.ShouldContain(Reason);
        (await project.RunAsync("runs", "signal", early, "go")).ExitCode.ShouldBe(0);
        project.Read("log.txt").ShouldBe("- one\n- one\n- three\n");
    }

    private static async Task<string> WaitingAsync(TempProject project)
    {
        var run = await project.RunAsync("run", "workflows/flow.yaml", "--output", "json");
        run.ExitCode.ShouldBe(0, run.ToString());
        return run.Json.GetProperty("runId").GetString()!;
    }
}
