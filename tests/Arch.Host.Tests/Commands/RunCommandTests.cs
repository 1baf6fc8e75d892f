using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class RunCommandTests
{
    private static readonly string[] ReportMembers =
        ["runId", "workflow", "status", "outputs", "error", "parent", "startedAt", "durationMs", "dueAt", "waitsFor"];

    [Fact]
    public async Task Run_Piped_PrintsLinesAndOutputs()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("say | Hello, Ada!");
        result.Output.ShouldContain("say succeeded in ");
        result.Output.ShouldContain("test.greet succeeded after ");
        result.Output.ShouldContain("\"greeting\": \"Hello, Ada!\"");
        result.Output.ShouldNotContain("\u001b");
        result.Errors.ShouldBe("");
    }

    [Fact]
    public async Task Run_Json_PrintsOneObjectAndTheRestOnStandardError()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada", "-i", "times=3", "--output", "json");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Json.EnumerateObject().Select(member => member.Name).ShouldBe(ReportMembers);
        result.Json.GetProperty("workflow").GetString().ShouldBe("test.greet");
        result.Json.GetProperty("status").GetString().ShouldBe("succeeded");
        result.Json.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonSerializer.Serialize(result.Json.GetProperty("outputs")).ShouldBe("""{"greeting":"Hello, Ada!","times":3}""");
        result.Errors.ShouldContain("say | Hello, Ada!");
    }

    [Fact]
    public async Task Run_CheckThatWarns_GoesOnAndTellsIt()
    {
        using var project = new TempProject().With("warns.yaml", Workflows.Warns);

        var text = await project.RunAsync("run", "warns.yaml");
        var json = await project.RunAsync("run", "warns.yaml", "--output", "json");

        text.ExitCode.ShouldBe(0, text.ToString());
        text.Output.ShouldStartWith("warning: 12 are many\n");
        json.Json.EnumerateObject().Select(member => member.Name).ShouldBe(ReportMembers);
        json.Errors.ShouldStartWith("warning: 12 are many\n");
    }

    [Fact]
    public async Task Run_InputFile_IsReadAndOptionsWin()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet).With("in.json", """{"name": "Ada", "times": 2}""");

        var result = await project.RunAsync("run", "greet.yaml", "--input-file", "in.json", "-i", "name=Grace", "-o", "json");

        JsonSerializer.Serialize(result.Json.GetProperty("outputs")).ShouldBe("""{"greeting":"Hello, Grace!","times":2}""");
    }

    [Fact]
    public async Task Run_FailingStep_ExitsWith1AndGivesTheError()
    {
        using var project = new TempProject().With("fails.yaml", Workflows.Fails);

        var result = await project.RunAsync("run", "fails.yaml", "--output", "json");

        result.ExitCode.ShouldBe(1, result.ToString());
        var error = result.Json.GetProperty("error");
        JsonSerializer.Serialize(error).ShouldBe(
            """{"kind":"fail","code":"out_of_stock","message":"Nothing is left","step":"stop","attempt":1,"details":{"sku":"a1"},"compensation":null}""");
        result.Json.GetProperty("status").GetString().ShouldBe("failed");
        result.Json.GetProperty("outputs").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Run_BadInputs_ExitsWith2AndTellsAll()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("run", "greet.yaml", "-i", "nme=Ada", "-i", "times=often", "--output", "json");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Output.ShouldBe("");
        result.Errors.ShouldContain("ARCH1101 the workflow has no input 'nme'. Did you mean 'name'?");
        result.Errors.ShouldContain("ARCH1102 input 'name' is missing");
        result.Errors.ShouldContain("ARCH1103 input 'times'");
        Directory.Exists(project.PathOf(".arch")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ARCH6004", "run", "nowhere.yaml")]
    [InlineData("ARCH6004", "run", "greet.yaml", "--input-file", "nowhere.json")]
    [InlineData("ARCH6007", "run", "greet.yaml", "--input-file", "greet.yaml")]
    [InlineData("ARCH6001", "run", "greet.yaml", "-i", "Ada")]
    [InlineData("ARCH6001", "run")]
    [InlineData("ARCH6001", "run", "greet.yaml", "--output", "yaml")]
    [InlineData("ARCH6001", "start", "greet.yaml")]
    public async Task Run_WrongCommandLine_ExitsWith2AndTheCode(string code, params string[] arguments)
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync(arguments);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldContain(code + " ");
        result.Output.ShouldBe("");
    }

    [Theory]
    [InlineData("- {id: a, uses: csv.prse@1, with: {text: a}}", "flow.yaml:5:19 ARCH2004 ")]
    [InlineData("- {id: a, uses: nobody.knows@1}", "flow.yaml:5:19 ARCH2004 ")]
    [InlineData("- {id: a, run: make}", "flow.yaml:5:13 ARCH3001 ")]
    [InlineData("- {id: a, set: {x: 1}", "flow.yaml:")]
    public async Task Run_BrokenFile_ExitsWith2AndThePlace(string step, string expected)
    {
        using var project = new TempProject().With("flow.yaml", $"arch: 1\nid: broken\nnamespace: test\nsteps:\n  {step}\n");

        var result = await project.RunAsync("run", "flow.yaml");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldContain(expected);
    }

    [Fact]
    public async Task Run_Ephemeral_WritesNothing()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada", "--ephemeral");

        result.ExitCode.ShouldBe(0, result.ToString());
        Directory.Exists(project.PathOf(".arch")).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_EphemeralThatWaits_SaysThatItIsGone()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate);

        var result = await project.RunAsync("run", "gate.yaml", "--ephemeral");

        result.Output.ShouldContain("test.gate waiting after ");
        result.Output.ShouldNotContain("arch runs signal");
        result.Errors.ShouldBe("The run was kept in memory only, so it is gone. Leave out --ephemeral for runs that wait.\n");
    }

    [Fact]
    public async Task Run_CallsAnother_LinesOfTheOtherSayWhoseTheyAre()
    {
        using var project = new TempProject().WithExamples();

        var result = await project.RunAsync("run", "workflows/examples/orders.yaml");

        result.Output.ShouldContain("\n  each_order[0]/handle waits for run ");
        result.Output.ShouldContain("\n…-4-1 noted | Order a1: succeeded\n");
    }

    [Fact]
    public async Task Run_WaitsForLong_ReturnsWaiting()
    {
        using var project = new TempProject().With("waits.yaml", Workflows.Waits);

        var result = await project.RunAsync("run", "waits.yaml", "--output", "json");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Json.GetProperty("status").GetString().ShouldBe("waiting");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Run_AskedToStop_CancelsAndRunsFinally(int signal)
    {
        using var project = new TempProject().With("waits.yaml", Workflows.Waits);
        using var program = project.Start("run", "waits.yaml", "--follow");
        await program.WaitForLineAsync("pause waits until ");

        program.Signal(signal);
        var result = await program.EndAsync();

        result.ExitCode.ShouldBe(3, result.ToString());
        result.Output.ShouldContain("tidy | tidied up");
        result.Output.ShouldContain("test.waits cancelled after ");
        var listed = await project.RunAsync("runs", "list", "--output", "json");
        listed.Json[0].GetProperty("status").GetString().ShouldBe("cancelled");
    }
}
