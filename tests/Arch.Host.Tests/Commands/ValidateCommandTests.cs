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
            .With("flow.yaml", "arch: 1\nid: f\nnamespace: test\nsteps:\n  - {id: a, agent: test.helper}\n");

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
}
