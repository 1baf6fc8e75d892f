using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class RunsCommandTests
{
    [Fact]
    public async Task List_NothingEverRun_IsEmptyAndMakesNoFolder()
    {
        using var project = new TempProject();

        var result = await project.RunAsync("runs", "list", "--output", "json");

        result.ShouldBe(new ArchResult(0, "[]\n", ""));
        Directory.Exists(project.PathOf(".arch")).ShouldBeFalse();
    }

    [Fact]
    public async Task List_SomeRuns_FiltersThem()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet).With("fails.yaml", Workflows.Fails);
        await project.RunAsync("run", "greet.yaml", "-i", "name=Ada");
        await project.RunAsync("run", "fails.yaml");

        var all = await project.RunAsync("runs", "list");
        var failed = await project.RunAsync("runs", "list", "--status", "failed", "--output", "json");
        var greet = await project.RunAsync("runs", "list", "--workflow", "test.greet", "--output", "json");

        all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^1]).ShouldBe(["test.fails", "test.greet"]);
        failed.Json.EnumerateArray().Single().GetProperty("workflow").GetString().ShouldBe("test.fails");
        greet.Json.EnumerateArray().Single().GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task Show_EndedRun_TellsItsSteps()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);
        var run = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var text = await project.RunAsync("runs", "show", id);
        var json = await project.RunAsync("runs", "show", id, "--output", "json");

        text.Output.ShouldContain("say succeeded");
        text.Output.ShouldContain($"(run {id})");
        var last = json.Json.GetProperty("steps").EnumerateArray().Last();
        last.GetProperty("path").GetString().ShouldBe("say");
        last.GetProperty("change").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public async Task Show_RunWithAWarning_TellsIt()
    {
        using var project = new TempProject().With("warns.yaml", Workflows.Warns);
        var run = await project.RunAsync("run", "warns.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var text = await project.RunAsync("runs", "show", id);
        var json = await project.RunAsync("runs", "show", id, "--output", "json");

        text.Output.ShouldStartWith("warning: 12 are many\n");
        json.Json.GetProperty("warnings").EnumerateArray().Single().GetProperty("message").GetString().ShouldBe("12 are many");
    }

    [Fact]
    public async Task Show_DataAsDeepAsComesIn_IsWrappedAndReadBack()
    {
        // 64 levels: the object of the inputs and 63 arrays.
        var deep = new string('[', 63) + "1" + new string(']', 63);
        using var project = new TempProject().With("deep.yaml", Workflows.Deep).With("in.json", $"{{\"d\": {deep}}}");
        var run = await project.RunAsync("run", "deep.yaml", "--input-file", "in.json", "--output", "json");
        run.ExitCode.ShouldBe(0, run.ToString());
        var id = run.Json.GetProperty("runId").GetString()!;

        var show = await project.RunAsync("runs", "show", id, "--output", "json");

        show.ExitCode.ShouldBe(0, show.ToString());
        show.Json.GetProperty("outputs").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .ShouldBe($"{{\"v\":{{\"wrapped\":{{\"value\":{deep}}}}}}}");
    }

    [Fact]
    public async Task Resume_WaitThatIsOver_EndsTheRun()
    {
        // Longer than 'run' stays is tested by status "waiting"; here the host leaves and the wait ends in between.
        using var project = new TempProject().With("waits.yaml", Workflows.Waits);
        using (var program = project.Start("run", "waits.yaml", "-i", "for=1s", "--follow"))
        {
            await program.WaitForLineAsync("pause waits until ");
            program.KillAfter(TimeSpan.Zero).ShouldBeTrue();
        }

        var result = await project.RunAsync("runs", "resume", "--output", "json");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Json.EnumerateArray().Single().GetProperty("status").GetString().ShouldBe("succeeded");
        result.Errors.ShouldContain("which another host left unfinished.");
        result.Errors.ShouldContain("tidy | tidied up");
    }

    [Fact]
    public async Task Resume_EndedRun_ExitsWith2()
    {
        using var project = new TempProject().With("fails.yaml", Workflows.Fails);
        var run = await project.RunAsync("run", "fails.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var result = await project.RunAsync("runs", "resume", id);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldBe($"ARCH6009 Run '{id}' has ended (failed); there is nothing to go on with.\n");
    }

    [Theory]
    [InlineData("show")]
    [InlineData("resume")]
    public async Task Command_UnknownRun_ExitsWith2(string command)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("runs", command, "no-such-run");

        result.ShouldBe(new ArchResult(2, "", "ARCH6008 There is no run 'no-such-run' in this project. 'arch runs list' shows the newest.\n"));
    }
}
