using System.Text.Json;
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

        text.Output.ShouldContain("""
            inputs     {"name":"Ada","times":1}
            ✓ say  core.log  succeeded in 
            """.TrimEnd('\n'));
        text.Output.ShouldContain("    in   {\"message\":\"Hello, Ada!\"}\n");
        text.Output.ShouldContain($"(run {id})");
        var step = json.Json.GetProperty("steps").EnumerateArray().Single();
        step.GetProperty("path").GetString().ShouldBe("say");
        step.GetProperty("status").GetString().ShouldBe("succeeded");
        step.GetProperty("inputs").GetProperty("message").GetString().ShouldBe("Hello, Ada!");
        step.GetProperty("attempts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Show_EarlierRecord_ShowsTheRunAsItWas()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);
        var run = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;
        var journal = await project.RunAsync("runs", "journal", id, "--output", "json");
        var opened = journal.Json.EnumerateArray().Single(record => record.GetProperty("kind").GetString() == "attempt_opened");

        var shown = await project.RunAsync("runs", "show", id, "--at", $"{opened.GetProperty("sequence")}", "--output", "json");
        var beyond = await project.RunAsync("runs", "show", id, "--at", "1000");

        shown.Json.GetProperty("status").GetString().ShouldBe("running");
        shown.Json.GetProperty("steps")[0].GetProperty("status").GetString().ShouldBe("running");
        shown.Json.GetProperty("outputs").ValueKind.ShouldBe(JsonValueKind.Null);
        beyond.ExitCode.ShouldBe(2);
        beyond.Errors.ShouldStartWith("ARCH3225 ");
    }

    [Fact]
    public async Task Diff_OtherInputs_TellsTheStepInWhichTheyPart()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);
        var ada = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada", "--output", "json");
        var grace = await project.RunAsync("run", "greet.yaml", "-i", "name=Grace", "--output", "json");
        string[] ids = [ada.Json.GetProperty("runId").GetString()!, grace.Json.GetProperty("runId").GetString()!];

        var text = await project.RunAsync(["runs", "diff", .. ids]);
        var json = await project.RunAsync(["runs", "diff", .. ids, "--output", "json"]);

        text.Output.ShouldContain("""
            First differs step 'say': inputs
              - in  {"message":"Hello, Ada!"}
              + in  {"message":"Hello, Grace!"}
            """);
        json.Json.GetProperty("sameDefinition").GetBoolean().ShouldBeTrue();
        json.Json.GetProperty("sameInputs").GetBoolean().ShouldBeFalse();
        json.Json.GetProperty("steps")[0].GetProperty("differs")[0].GetString().ShouldBe("inputs");
    }

    [Fact]
    public async Task Show_RunWithAWarning_TellsIt()
    {
        using var project = new TempProject().With("warns.yaml", Workflows.Warns);
        var run = await project.RunAsync("run", "warns.yaml", "--output", "json");
        var id = run.Json.GetProperty("runId").GetString()!;

        var text = await project.RunAsync("runs", "show", id);
        var json = await project.RunAsync("runs", "show", id, "--output", "json");

        text.Output.ShouldContain("\nwarning: 12 are many\n");
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
    [InlineData("waits")]
    [InlineData("journal")]
    [InlineData("cancel")]
    [InlineData("pause")]
    public async Task Command_UnknownRun_ExitsWith2(string command)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("runs", command, "no-such-run");

        result.ShouldBe(new ArchResult(2, "", "ARCH6008 There is no run 'no-such-run' in this project. 'arch runs list' shows the newest.\n"));
    }
}
