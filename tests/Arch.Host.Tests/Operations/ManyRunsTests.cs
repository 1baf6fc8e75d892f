using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Commands about many runs at once.</summary>
public sealed class ManyRunsTests
{
    [Theory]
    [InlineData("runs", "cancel")]
    [InlineData("runs", "pause")]
    [InlineData("runs", "purge")]
    public async Task Command_NotSaidWhichRuns_IsRefused(params string[] arguments)
    {
        using var project = new TempProject();

        var result = await project.RunAsync(arguments);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith("ARCH6011 It is not said which runs are meant. ");
    }

    [Fact]
    public async Task Cancel_OfAWorkflow_CancelsItsUnfinishedRunsAlone()
    {
        using var project = await ThreeGatesAndAWaitAsync();

        var cancelled = await project.RunAsync("runs", "cancel", "--workflow", "test.gate");
        var again = await project.RunAsync("runs", "cancel", "--workflow", "test.gate");
        var left = await project.RunAsync("runs", "list", "--status", "waiting", "--output", "json");

        cancelled.ShouldBe(new ArchResult(0, "The wish to cancel: 3 runs\n  cancelled  3\n", ""));
        again.ShouldBe(new ArchResult(0, "", "No runs.\n"));
        left.Json.EnumerateArray().Single().GetProperty("workflow").GetString().ShouldBe("test.waits");
    }

    [Fact]
    public async Task Signal_All_ReportsEachRun()
    {
        using var project = await ThreeGatesAndAWaitAsync();

        var signalled = await project.RunAsync("runs", "signal", "go", "--all", "--output", "json");

        signalled.ExitCode.ShouldBe(0, signalled.ToString());
        signalled.Json.EnumerateArray()
            .Select(run => $"{run.GetProperty("workflow")} {run.GetProperty("status")} {run.GetProperty("taken")}")
            .ShouldBe(["test.gate succeeded True", "test.gate succeeded True", "test.gate succeeded True", "test.waits waiting True"], ignoreOrder: true);
    }

    [Fact]
    public async Task List_Pages_FollowEachOther()
    {
        using var project = await ThreeGatesAndAWaitAsync();

        var all = await project.RunAsync("runs", "list", "--output", "json");
        var first = await project.RunAsync("runs", "list", "--limit", "3");
        var last = first.Output.Split('\n')[2].Split(' ')[0];
        var second = await project.RunAsync("runs", "list", "--after", last, "--output", "json");
        var none = await project.RunAsync("runs", "list", "--since", "2026-01-01", "--until", "2026-01-02");

        first.Errors.ShouldBe($"There may be more: --after {last}\n");
        second.Json.EnumerateArray().Select(run => run.GetProperty("runId").GetString())
            .ShouldBe(all.Json.EnumerateArray().Skip(3).Select(run => run.GetProperty("runId").GetString()));
        none.ShouldBe(new ArchResult(0, "", "No runs.\n"));
    }

    [Fact]
    public async Task Purge_KeepOne_RemovesTheOthersThatEnded()
    {
        using var project = await ThreeGatesAndAWaitAsync();
        await project.RunAsync("runs", "cancel", "--all");

        var recent = await project.RunAsync("runs", "purge", "--older-than", "1d");
        var counted = await project.RunAsync("runs", "purge", "--keep", "1", "--dry-run");
        var purged = await project.RunAsync("runs", "purge", "--keep", "1");
        var left = await project.RunAsync("runs", "list", "--output", "json");

        recent.Output.ShouldBe("0 runs removed.\n");
        counted.Output.ShouldBe("2 runs would be removed.\n");
        purged.Output.ShouldBe("2 runs removed.\n");
        left.Json.EnumerateArray().Select(run => run.GetProperty("workflow").GetString()).ShouldBe(["test.waits", "test.gate"], ignoreOrder: true);
    }

    private static async Task<TempProject> ThreeGatesAndAWaitAsync()
    {
        var project = new TempProject().With("gate.yaml", Workflows.Gate).With("waits.yaml", Workflows.Waits);
        for (var i = 0; i < 3; i++)
        {
            await project.RunUntilItWaitsAsync("gate.yaml");
        }

        await project.RunUntilItWaitsAsync("waits.yaml");
        return project;
    }
}
