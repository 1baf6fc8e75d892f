using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Runs that are tried again, replayed from a step, or run once more.</summary>
public sealed class RepeatTests
{
    private const string Flow = """
        arch: 1
        id: flow
        namespace: test
        inputs: {n: {type: integer, default: 1}, who: {type: string, default: Ada}}
        steps:
          - {id: first, uses: file.write@1, with: {path: log.txt, content: "first ${{ inputs.n }}\n", mode: append}}
          - {id: read, uses: file.read@1, with: {path: needed.txt}}
          - {id: last, uses: file.write@1, with: {path: log.txt, content: "last ${{ inputs.n }} ${{ inputs.who }}\n", mode: append}}
        """;

    [Fact]
    public async Task Retry_CauseIsGone_TriesTheFailedStepAloneAgain()
    {
        using var project = new TempProject().With("flow.yaml", Flow);
        var failed = await project.RunAsync("run", "flow.yaml", "--output", "json");
        var id = failed.Json.GetProperty("runId").GetString()!;

        var again = await project.RunAsync("runs", "retry", id);
        project.With("needed.txt", "there");
        var retried = await project.RunAsync("runs", "retry", id, "--output", "json");
        var shown = await project.RunAsync("runs", "show", id, "--output", "json");
        var useless = await project.RunAsync("runs", "retry", id);

        (failed.ExitCode, again.ExitCode, retried.ExitCode).ShouldBe((1, 1, 0), again.ToString());
        retried.Json.GetProperty("runId").GetString().ShouldBe(id);
        retried.Json.GetProperty("status").GetString().ShouldBe("succeeded");
        project.Read("log.txt").ShouldBe("first 1\nlast 1 Ada\n");
        shown.Json.GetProperty("rewound").GetInt32().ShouldBe(2);
        shown.Json.GetProperty("steps")[1].GetProperty("attempts").GetArrayLength().ShouldBe(3);
        useless.ExitCode.ShouldBe(2);
        useless.Errors.ShouldStartWith("ARCH3221 ");
    }

    [Fact]
    public async Task Retry_OfAWorkflow_TriesItsFailedRunsAgain()
    {
        using var project = new TempProject().With("flow.yaml", Flow).With("fails.yaml", Workflows.Fails);
        await project.RunAsync("run", "flow.yaml");
        await project.RunAsync("run", "flow.yaml", "-i", "n=2");
        await project.RunAsync("run", "fails.yaml");
        project.With("needed.txt", "there");

        var retried = await project.RunAsync("runs", "retry", "--workflow", "test.flow");
        var left = await project.RunAsync("runs", "list", "--status", "failed", "--output", "json");

        retried.ShouldBe(new ArchResult(0, "Tried again: 2 runs\n  succeeded  2\n", ""));
        left.Json.EnumerateArray().Single().GetProperty("workflow").GetString().ShouldBe("test.fails");
    }

    [Fact]
    public async Task Replay_FromAStepWithAnotherInput_RunsFromThereInANewRun()
    {
        using var project = new TempProject().With("flow.yaml", Flow).With("needed.txt", "there");
        var run = await project.RunAsync("run", "flow.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var replayed = await project.RunAsync("runs", "replay", id, "--from", "last", "-i", "n=7", "--output", "json");
        var unknown = await project.RunAsync("runs", "replay", id, "--from", "nowhere");
        var wrong = await project.RunAsync("runs", "replay", id, "--from", "last", "-i", "n=many");

        replayed.ExitCode.ShouldBe(0, replayed.ToString());
        replayed.Json.GetProperty("runId").GetString().ShouldNotBe(id);
        replayed.Json.GetProperty("asked").GetString().ShouldBe(id);
        project.Read("log.txt").ShouldBe("first 1\nlast 1 Ada\nlast 7 Ada\n");
        (unknown.ExitCode, wrong.ExitCode).ShouldBe((2, 2));
        unknown.Errors.ShouldStartWith("ARCH3222 ");
        wrong.Errors.ShouldStartWith("ARCH1103 ");
    }

    [Theory]
    [InlineData(false, "first changed")]
    [InlineData(true, "first 1")]
    public async Task Rerun_WorkflowHasChanged_UsesItAsItIsNowUnlessTold(bool isSame, string expected)
    {
        using var project = new TempProject().With("workflows/flow.yaml", Flow).With("needed.txt", "there");
        var run = await project.RunAsync("run", "workflows/flow.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;
        project.With("workflows/flow.yaml", Flow.Replace("first ${{ inputs.n }}", "first changed", StringComparison.Ordinal));

        var rerun = await project.RunAsync(["runs", "rerun", id, "-i", "who=Grace", .. isSame ? (string[])["--same-definition"] : []]);

        rerun.ExitCode.ShouldBe(0, rerun.ToString());
        project.Read("log.txt").ShouldBe($"first 1\nlast 1 Ada\n{expected}\nlast 1 Grace\n");
    }

    [Fact]
    public async Task Rerun_WorkflowOutsideOfTheFolders_UsesItAsItWas()
    {
        using var project = new TempProject().With("flow.yaml", Flow).With("needed.txt", "there");
        var run = await project.RunAsync("run", "flow.yaml", "--output", "json");

        var rerun = await project.RunAsync("runs", "rerun", run.Json.GetProperty("runId").GetString()!);

        rerun.ExitCode.ShouldBe(0, rerun.ToString());
        project.Read("log.txt").ShouldBe("first 1\nlast 1 Ada\nfirst 1\nlast 1 Ada\n");
    }
}
