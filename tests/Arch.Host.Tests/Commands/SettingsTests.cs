using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class SettingsTests
{
    [Fact]
    public async Task Settings_InAFolderAbove_AreFound()
    {
        using var project = new TempProject().With("arch.yaml", "data: kept\n").With("flows/greet.yaml", Workflows.Greet);
        using var program = ArchProgram.Start(project.PathOf("flows"), null, "run", "greet.yaml", "-i", "name=Ada");

        var result = await program.EndAsync();

        result.ExitCode.ShouldBe(0, result.ToString());
        Directory.Exists(project.PathOf("kept")).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_UnknownAndWrong_AreAllTold()
    {
        using var project = new TempProject().With("arch.yaml", "dta: x\nfiles:\n  red: [.]\n  write: 7\n");

        var result = await project.RunAsync("runs", "list");

        result.ShouldBe(new ArchResult(2, "", """
            arch.yaml:1:1 ARCH6002 'dta' is no setting. Did you mean 'data'?
            arch.yaml:3:3 ARCH6002 'red' is no setting. Did you mean 'read'?
            arch.yaml:4:3 ARCH6003 'files.write' must be a folder or a list of folders, but is 7.

            """));
    }

    [Fact]
    public async Task Settings_EnvironmentVariable_WinsOverTheFile()
    {
        using var project = new TempProject()
            .With("arch.yaml", "data: kept\n")
            .With("greet.yaml", Workflows.Greet)
            .WithEnvironment("ARCH__DATA", "elsewhere");

        var result = await project.RunAsync("run", "greet.yaml", "-i", "name=Ada");

        result.ExitCode.ShouldBe(0, result.ToString());
        Directory.Exists(project.PathOf("elsewhere")).ShouldBeTrue();
        Directory.Exists(project.PathOf("kept")).ShouldBeFalse();
    }

    [Fact]
    public async Task Settings_UnknownVariable_ExitsWith2()
    {
        using var project = new TempProject().WithEnvironment("ARCH__DTA", "x");

        var result = await project.RunAsync("runs", "list");

        result.ShouldBe(new ArchResult(2, "", "ARCH6002 the environment variable ARCH__DTA is no setting. Did you mean ARCH__DATA?\n"));
    }

    [Theory]
    [InlineData("../outside.txt", "ARCH4201")]
    [InlineData(".arch/arch.db", "ARCH4201")]
    [InlineData("arch.yaml", "ARCH4201")]
    [InlineData("plugins/evil/evil.dll", "ARCH4201")]
    public async Task Settings_FileOutsideOfTheRoots_IsRefused(string path, string code)
    {
        using var project = new TempProject().With("flow.yaml", $$$"""
            arch: 1
            id: flow
            namespace: test
            steps:
              - {id: write, uses: file.write@1, with: {path: {{{path}}}, content: x} }
            """);

        var result = await project.RunAsync("run", "flow.yaml", "--output", "json");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe(code);
    }
}
