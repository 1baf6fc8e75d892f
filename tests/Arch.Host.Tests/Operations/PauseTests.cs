using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Runs that are paused by one program and resumed by another.</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task Pause_WaitingRun_BeginsNothingMoreUntilItIsResumed()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        var id = await project.RunUntilItWaitsAsync("gate.yaml");

        var paused = await project.RunAsync("runs", "pause", id, "--reason", "The shop is closed");
        var signalled = await project.RunAsync("runs", "signal", id, "go", "--output", "json");
        var swept = await project.RunAsync("runs", "resume");
        var resumed = await project.RunAsync("runs", "resume", id);

        paused.ExitCode.ShouldBe(0, paused.ToString());
        paused.Output.ShouldContain($"  The run is paused: The shop is closed\n    arch runs resume {id}\n");
        signalled.Json.GetProperty("status").GetString().ShouldBe("paused");
        signalled.Json.GetProperty("taken").GetBoolean().ShouldBeTrue();
        swept.Errors.ShouldBe("No unfinished runs.\n");
        resumed.ExitCode.ShouldBe(0, resumed.ToString());
        resumed.Output.ShouldContain("after | opened by ");
        resumed.Output.ShouldContain("test.gate succeeded after ");
    }

    // The program dies in the step each time, so what it says of the run comes from the store alone.
    [Fact]
    public async Task Run_StepKillsItsHosts_IsParkedUntilItIsResumed()
    {
        using var project = new TempProject().WithFixture("Arch.Fixture.Crash").With("poison", "").With("flow.yaml", """
            arch: 1
            id: flow
            namespace: test
            steps: [{id: die, uses: crash.die@1, with: {while_there: poison}}]
            """);
        await project.RunAsync("run", "flow.yaml");
        var listed = await project.RunAsync("runs", "list", "--output", "json");
        var id = listed.Json.EnumerateArray().Single().GetProperty("runId").GetString()!;
        var deaths = 1;
        while ((await project.RunAsync("runs", "resume")).ExitCode == 137)
        {
            deaths++;
        }

        var shown = await project.RunAsync("runs", "show", id);
        var signalled = await project.RunAsync("runs", "signal", id, "go");
        File.Delete(project.PathOf("poison"));
        var resumed = await project.RunAsync("runs", "resume", id, "--output", "json");

        deaths.ShouldBe(5);
        shown.Output.ShouldContain("test.flow parked after ");
        shown.Output.ShouldContain($"  ARCH3209: The hosts that worked on run '{id}' died 5 times in a row");
        shown.Output.ShouldEndWith($"  Once the cause is gone, go on with it:\n    arch runs resume {id}\n");
        signalled.Output.ShouldContain($"The signal 'go' is kept for run {id}, until it is resumed.\n");
        resumed.Json.GetProperty("status").GetString().ShouldBe("succeeded", resumed.ToString());
    }
}
