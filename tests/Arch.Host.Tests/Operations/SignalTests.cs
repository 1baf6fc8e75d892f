using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Signals that one program sends to a run of another.</summary>
public sealed class SignalTests
{
    [Fact]
    public async Task Run_WaitsForASignal_TellsHowToGoOn()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);

        var run = await project.RunAsync("run", "gate.yaml");

        run.ExitCode.ShouldBe(0, run.ToString());
        run.Output.ShouldContain("gate waits for signal 'go'\n");
        run.Output.ShouldContain("test.gate waiting after ");
        var id = run.Output.Split("(run ")[1].Split(')')[0];
        run.Output.ShouldEndWith($"  gate waits for signal 'go'\n    arch runs signal {id} go\n");
    }

    [Fact]
    public async Task Signal_NoHostLives_GoesOnWithTheRunToItsEnd()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        var id = await project.RunUntilItWaitsAsync("gate.yaml");

        var signal = await project.RunAsync("runs", "signal", id, "go", "--data", """{"n": 5}""", "--by", "Ada");

        signal.ExitCode.ShouldBe(0, signal.ToString());
        signal.Output.ShouldContain("after | opened by Ada\n");
        signal.Output.ShouldContain("test.gate succeeded after ");
        signal.Output.ShouldContain("\"n\": 5");
    }

    [Fact]
    public async Task Signal_HostLivesThatFollowsTheRun_HostEndsWithTheRun()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        using var host = project.Start("run", "gate.yaml", "--follow");
        await host.WaitForLineAsync("gate waits for signal 'go'");
        var listed = await project.RunAsync("runs", "list", "--output", "json");
        var id = listed.Json[0].GetProperty("runId").GetString()!;

        var signal = await project.RunAsync("runs", "signal", id, "go", "--output", "json");
        var followed = await host.EndAsync();

        signal.ExitCode.ShouldBe(0, signal.ToString());
        signal.Json.GetProperty("taken").GetBoolean().ShouldBeTrue();
        followed.ExitCode.ShouldBe(0, followed.ToString());
        followed.Output.ShouldContain("test.gate succeeded after ");
    }

    [Fact]
    public async Task Signal_Detached_IsKeptForTheNextHost()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);
        var id = await project.RunUntilItWaitsAsync("gate.yaml");

        var signal = await project.RunAsync("runs", "signal", id, "go", "--detach");
        var before = await project.StatusOfAsync(id);
        var resumed = await project.RunAsync("runs", "resume");

        signal.ShouldBe(new ArchResult(0, $"The signal 'go' is kept for run {id}, for whichever host goes on with it.\n", ""));
        before.ShouldBe("waiting");
        resumed.Output.ShouldContain("test.gate succeeded after ");
    }

    [Fact]
    public async Task Signal_DataOfAFile_IsRead()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate).With("data.json", """["a", 1]""");
        var id = await project.RunUntilItWaitsAsync("gate.yaml");

        var signal = await project.RunAsync("runs", "signal", id, "go", "--data", "@data.json", "--output", "json");

        signal.Json.GetProperty("outputs").GetProperty("data")[0].GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("ARCH6012", "no-such-run", "go", "--data", "{")]
    [InlineData("ARCH6004", "no-such-run", "go", "--data", "@nowhere.json")]
    [InlineData("ARCH6008", "no-such-run", "go")]
    [InlineData("ARCH6011", "go")]
    [InlineData("ARCH6011", "no-such-run", "go", "--all")]
    [InlineData("ARCH6001")]
    public async Task Signal_WrongCommandLine_ExitsWith2AndTheCode(string code, params string[] arguments)
    {
        using var project = new TempProject();

        var signal = await project.RunAsync(["runs", "signal", .. arguments]);

        signal.ExitCode.ShouldBe(2, signal.ToString());
        signal.Errors.ShouldContain(code + " ");
        signal.Output.ShouldBe("");
        Directory.Exists(project.PathOf(".arch")).ShouldBeFalse();
    }

    [Fact]
    public async Task Signal_EndedRun_ExitsWith2()
    {
        using var project = new TempProject().With("fails.yaml", Workflows.Fails);
        var run = await project.RunAsync("run", "fails.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var signal = await project.RunAsync("runs", "signal", id, "go");

        signal.ShouldBe(new ArchResult(2, "", $"ARCH6009 Run '{id}' has ended (failed); there is nothing to go on with.\n"));
    }
}
