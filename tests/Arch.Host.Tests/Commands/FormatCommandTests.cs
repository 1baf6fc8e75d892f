using System.Diagnostics;
using System.Runtime.Versioning;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

[UnsupportedOSPlatform("windows")] // modes of files
public sealed class FormatCommandTests
{
    private const string Untidy = "arch:   1\nid: 'tidy'\nsteps:\n- {id: a,uses: core.log@1}   # log\n";

    private const string Tidy = "arch: 1\nid: tidy\nsteps:\n  - {id: a, uses: core.log@1}   # log\n";

    [Fact]
    public async Task Fmt_UntidyFile_IsWrittenAnewWithItsMode()
    {
        using var project = new TempProject().With("flows/a.yaml", Untidy).With("flows/b.yaml", Tidy);
        File.SetUnixFileMode(project.PathOf("flows/a.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var result = await project.RunAsync("fmt", "flows");

        result.ShouldBe(new ArchResult(0, "flows/a.yaml\n", "2 files, 1 laid out anew.\n"));
        project.Read("flows/a.yaml").ShouldBe(Tidy);
        File.GetUnixFileMode(project.PathOf("flows/a.yaml")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.GetFiles(project.PathOf("flows")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Fmt_Link_StaysALink()
    {
        using var project = new TempProject().With("a.yaml", Untidy);
        File.CreateSymbolicLink(project.PathOf("b.yaml"), "a.yaml");

        await project.RunAsync("fmt", "b.yaml");

        File.ResolveLinkTarget(project.PathOf("b.yaml"), returnFinalTarget: false).ShouldNotBeNull();
        project.Read("a.yaml").ShouldBe(Tidy);
    }

    [Fact]
    public async Task Fmt_NoPaths_TakesTheWorkflowFolders()
    {
        using var project = new TempProject().With("workflows/a.yaml", Untidy).With("other/a.yaml", Untidy);

        var result = await project.RunAsync("fmt");

        result.ShouldBe(new ArchResult(0, "workflows/a.yaml\n", "1 file, 1 laid out anew.\n"));
        project.Read("other/a.yaml").ShouldBe(Untidy);
    }

    [Fact]
    public async Task Fmt_Check_WritesNothingAndExitsWith1()
    {
        using var project = new TempProject().With("a.yaml", Untidy).With("b.yaml", Tidy);

        var untidy = await project.RunAsync("fmt", "a.yaml", "b.yaml", "--check");
        var tidy = await project.RunAsync("fmt", "b.yaml", "--check");

        untidy.ShouldBe(new ArchResult(1, "a.yaml\n", "2 files, 1 would be laid out anew.\n"));
        tidy.ShouldBe(new ArchResult(0, "", "1 file, 0 would be laid out anew.\n"));
        project.Read("a.yaml").ShouldBe(Untidy);
    }

    [Fact]
    public async Task Fmt_NewWorkflow_IsLaidOutAlready()
    {
        using var project = new TempProject();
        await project.RunAsync("new", "workflow", "demo");

        (await project.RunAsync("fmt", "--check")).ShouldBe(new ArchResult(0, "", "2 files, 0 would be laid out anew.\n"));
    }

    [Fact]
    public async Task Fmt_BrokenYaml_IsLeftAloneWhileOthersAreLaidOut()
    {
        using var project = new TempProject().With("a.yaml", "a:   1\na: [\n").With("b.yaml", Untidy);

        var result = await project.RunAsync("fmt", "a.yaml", "b.yaml");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith("a.yaml:2:4 ARCH0001 ");
        result.Errors.ShouldEndWith("2 files, 1 laid out anew, 1 refused.\n");
        project.Read("a.yaml").ShouldBe("a:   1\na: [\n");
        project.Read("b.yaml").ShouldBe(Tidy);
    }

    [Fact]
    public async Task Fmt_Stdin_GoesToStandardOutput()
    {
        using var project = new TempProject();

        (await RunWithInputAsync(project, Untidy, "fmt", "--stdin")).ShouldBe(new ArchResult(0, Tidy, ""));
        (await RunWithInputAsync(project, Untidy, "fmt", "--stdin", "--check")).ShouldBe(new ArchResult(1, "<stdin>\n", ""));
        (await RunWithInputAsync(project, "a: 1\na: 2\n", "fmt", "--stdin")).Errors.ShouldStartWith("<stdin>:2:1 ARCH0002 ");
    }

    private static async Task<ArchResult> RunWithInputAsync(TempProject project, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(ArchProgram.Bin, "Arch.Host", ArchProgram.Configuration, "arch"), arguments)
        {
            WorkingDirectory = project.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ArchResult(process.ExitCode, output, await errors);
    }
}
