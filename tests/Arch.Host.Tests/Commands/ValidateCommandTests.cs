using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class ValidateCommandTests
{
    [Fact]
    public async Task Validate_FolderWithMistakes_TellsAllOfThemAndExitsWith2()
    {
        using var project = new TempProject()
            .With("flows/good.yaml", Workflows.Greet)
            .With("flows/deep/bad.yaml", "arch: 1\nid: bad\nnamespace: test\nstepz: []\nsteps:\n  - {id: a, uses: core.lgo@1, with: {message: x}}\n")
            .With("flows/.hidden/bad.yaml", "]");

        var result = await project.RunAsync("validate", "flows");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Output.ShouldContain("flows/deep/bad.yaml:4:1 ARCH1002 ");
        result.Output.ShouldContain("Did you mean 'steps'?");
        result.Output.ShouldContain("flows/deep/bad.yaml:6:19 ARCH2004 ");
        result.Output.ShouldContain("Did you mean 'core.log'?");
        result.Errors.ShouldBe("2 files, 2 errors, 0 warnings.\n");
    }

    [Fact]
    public async Task Validate_GoodFile_SaysNothingOnStandardOutput()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("validate", "greet.yaml");

        result.ShouldBe(new ArchResult(0, "", "1 file, 0 errors, 0 warnings.\n"));
    }

    [Fact]
    public async Task Validate_NotExecutable_WarnsAndExitsWith0()
    {
        using var project = new TempProject()
            .With("flow.yaml", "arch: 1\nid: f\nnamespace: test\nsteps:\n  - {id: a, run: make}\n");

        var result = await project.RunAsync("validate", "flow.yaml");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("ARCH3001 warning: ");
    }

    [Fact]
    public async Task Validate_EmptyFolder_ExitsWith2()
    {
        using var project = new TempProject();
        Directory.CreateDirectory(project.PathOf("flows"));

        var result = await project.RunAsync("validate", "flows");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldBe("ARCH6004 The folder 'flows' holds no workflow file (*.yaml, *.yml).\n");
    }

    private const string TwoMistakes = """
        arch: 1
        id: bad
        namespace: test
        steps:
          - {id: a, uses: core.lgo@1, with: {message: "100%, x:y"}}
          - {id: b, return: {}}
          - {id: c, return: {}}

        """;

    [Fact]
    public async Task Validate_AsJson_GivesPlacesAndFixes()
    {
        using var project = new TempProject().With("bad.yaml", TwoMistakes);
        var result = await project.RunAsync("validate", "bad.yaml", "--format", "json");
        result.ExitCode.ShouldBe(2, result.ToString());
        var json = result.Json;
        json.GetProperty("errors").GetInt32().ShouldBe(1);
        json.GetProperty("warnings").GetInt32().ShouldBe(1);
        var first = json.GetProperty("diagnostics")[0];
        first.GetProperty("code").GetString().ShouldBe("ARCH2004");
        first.GetProperty("line").GetInt32().ShouldBe(5);
        first.GetProperty("column").GetInt32().ShouldBe(19);
        first.GetProperty("fix").GetProperty("text").GetString().ShouldBe("core.log@1");
        json.GetProperty("diagnostics")[1].GetProperty("code").GetString().ShouldBe("ARCH2115");
    }

    [Fact]
    public async Task Validate_AsSarif_GivesRulesResultsAndFixes()
    {
        using var project = new TempProject().With("my flows/bad.yaml", TwoMistakes);
        var result = await project.RunAsync("validate", "my flows", "--format", "sarif");
        result.Json.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = result.Json.GetProperty("runs")[0];
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength().ShouldBe(2);
        var error = run.GetProperty("results")[0];
        error.GetProperty("ruleId").GetString().ShouldBe("ARCH2004");
        error.GetProperty("ruleIndex").GetInt32().ShouldBe(0);
        var place = error.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("my%20flows/bad.yaml");
        place.GetProperty("region").GetProperty("endColumn").GetInt32().ShouldBe(29);
        error.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0]
            .GetProperty("insertedContent").GetProperty("text").GetString().ShouldBe("core.log@1");
    }

    [Fact]
    public async Task Validate_AsGitHubCommands_EscapesWhatWouldEndThem()
    {
        using var project = new TempProject().With("bad, 100%.yaml", TwoMistakes);
        var result = await project.RunAsync("validate", "bad, 100%.yaml", "--format", "github");
        result.Output.Split('\n')[0].ShouldStartWith("::error file=bad%2C 100%25.yaml,line=5,col=19,endColumn=29,title=ARCH2004::Step 'a' uses");
        result.Output.Split('\n')[1].ShouldStartWith("::warning file=");
    }

    [Fact]
    public async Task Validate_Strict_ExitsWith2AfterWarnings()
    {
        using var project = new TempProject().With("flow.yaml", "arch: 1\nid: f\nsteps:\n  - {id: a, return: {}}\n  - {id: b, return: {}}\n");
        (await project.RunAsync("check", "flow.yaml")).ExitCode.ShouldBe(0);
        (await project.RunAsync("check", "flow.yaml", "--strict")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Validate_WorkflowsThatCollide_TellsOfBothFiles()
    {
        const string Hook = "arch: 1\nid: {0}\ntriggers: {in: {webhook: '/orders/{1}', method: {2}}}\nsteps: [{id: a, return: {}}]\n";
        using var project = new TempProject()
            .With("flows/a.yaml", Fill(Hook, "one", "{id}", "[POST, PUT]"))
            .With("flows/b.yaml", Fill(Hook, "two", "{number}", "PUT"))
            .With("flows/c.yaml", Fill(Hook, "three", "{number}", "GET"))
            .With("flows/d.yaml", Fill(Hook, "one", "new", "POST"));
        var result = await project.RunAsync("validate", "flows");
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "flows/b.yaml:3:26 ARCH1010 The path '/orders/{number}' is taken by trigger 'in' of 'flows/a.yaml' already. Choose another path or another 'method'.",
            "flows/d.yaml ARCH1011 The workflow 'one' is declared in 'flows/a.yaml' already. Change the 'id' or the 'namespace' of one of them.",
        ]);
    }

    private static string Fill(string text, params string[] parts) =>
        parts.Select((part, index) => (part, index)).Aggregate(text, (all, one) => all.Replace($"{{{one.index}}}", one.part, StringComparison.Ordinal));
}
