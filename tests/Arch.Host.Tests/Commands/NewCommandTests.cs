using System.Text.Json;
using System.Text.RegularExpressions;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class NewCommandTests
{
    [Fact]
    public async Task Workflow_New_RunsAndItsTestPasses()
    {
        using var project = new TempProject();

        var made = await project.RunAsync("new", "workflow", "first");
        var run = await project.RunAsync("run", "workflows/first.yaml", "--output", "json");
        var test = await project.RunAsync("test");

        made.ShouldBe(new ArchResult(0, "workflows/first.yaml\nworkflows/first.test.yaml\n", ""));
        run.ExitCode.ShouldBe(0, run.ToString());
        run.Json.GetProperty("outputs").GetProperty("greeting").GetString().ShouldBe("Hello, world!");
        test.ExitCode.ShouldBe(0, test.ToString());
        test.Output.ShouldContain("2 passed, 0 failed");
    }

    [Fact]
    public async Task Vscode_New_MakesSettingsThatAreJsonAndNameTheSchema()
    {
        using var project = new TempProject();

        var made = await project.RunAsync("new", "vscode");

        made.ExitCode.ShouldBe(0, made.ToString());
        foreach (var file in made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(project.Read(file));
            json.RootElement.ValueKind.ShouldBe(JsonValueKind.Object, file);
        }

        project.Read(".vscode/settings.json").ShouldContain("\".vscode/arch.schema.json\": [\"workflows/**/*.yaml\"]");
        using var tasks = JsonDocument.Parse(project.Read(".vscode/tasks.json"));
        var pattern = tasks.RootElement.GetProperty("tasks")[0].GetProperty("problemMatcher").GetProperty("pattern").GetProperty("regexp").GetString()!;
        var match = Regex.Match("workflows/a.yaml:5:42 ARCH2115 warning: Step 'b' can never run.", pattern);
        match.Groups.Values.Skip(1).Select(group => group.Value).ShouldBe(["workflows/a.yaml", "5", "42", "ARCH2115", "warning", "Step 'b' can never run."]);
    }

    [Fact]
    public async Task New_FileThere_LeavesItAlone()
    {
        using var project = new TempProject().With("workflows/first.yaml", "mine");

        var result = await project.RunAsync("new", "workflow", "first");

        result.ShouldBe(new ArchResult(2, "", "ARCH6010 'workflows/first.yaml' is there already. Choose another name, or delete it.\n"));
        project.Read("workflows/first.yaml").ShouldBe("mine");
    }

    [Theory]
    [InlineData("First")]
    [InlineData("../first")]
    [InlineData("1st")]
    public async Task New_BadName_ExitsWith2(string name)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("new", "workflow", name);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldStartWith($"ARCH6010 '{name}' cannot be a name");
        Directory.EnumerateFileSystemEntries(project.Folder).ShouldBeEmpty();
    }
}
