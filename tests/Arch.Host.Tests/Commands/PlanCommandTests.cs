using System.Diagnostics;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class PlanCommandTests
{
    private const string Caller = """
        arch: 1
        id: caller
        namespace: test
        steps:
          - {id: go, call: test.greet, with: {name: Ada, times: 2}}
        """;

    private static readonly string Shouts = Workflows.Greet
        .Replace("  times: {type: integer, default: 1}\n", "", StringComparison.Ordinal)
        .Replace("  times: {type: integer, value: \"${{ inputs.times }}\"}", "  loud: {type: boolean, value: true}", StringComparison.Ordinal)
        .Replace("Hello, ${{ inputs.name }}!\"}}", "HELLO, ${{ inputs.name }}!\"}}", StringComparison.Ordinal);

    [Fact]
    public async Task Plan_TwoFiles_TellsWhatDiffersAndWhomItBreaks()
    {
        using var project = new TempProject().With("old.yaml", Workflows.Greet).With("new.yaml", Shouts).With("workflows/caller.yaml", Caller);

        var result = await project.RunAsync("plan", "old.yaml", "new.yaml");

        result.ShouldBe(new ArchResult(
            0,
            """
            ~ workflow test.greet  changed  (new.yaml)
                - input times  integer, 1 unless given
                - output times  integer
                + output loud  boolean
                ~ step say
                    with.message: "Hello, ${{ inputs.name }}!" → "HELLO, ${{ inputs.name }}!"
                ! test.caller breaks: step 'go' gives input 'times', which is gone

            """,
            "1 changed; 1 call breaks.\n"));
    }

    [Fact]
    public async Task Plan_Folders_PairsByName()
    {
        using var project = new TempProject().With("a/greet.yaml", Workflows.Greet).With("a/gate.yaml", Workflows.Gate).With("b/deep/hello.yaml", Workflows.Greet).With("b/fails.yaml", Workflows.Fails);

        var result = await project.RunAsync("plan", "a", "b", "--output", "json", "--exit-code");

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Json.GetProperty("documents").EnumerateArray().Select(document => $"{document.GetProperty("change")} {document.GetProperty("name")}")
            .ShouldBe(["added test.fails", "removed test.gate"]);
    }

    [Fact]
    public async Task Plan_SameFiles_SaysSo()
    {
        using var project = new TempProject().With("a.yaml", Workflows.Greet);

        (await project.RunAsync("plan", "a.yaml", "a.yaml", "--exit-code")).ShouldBe(new ArchResult(0, "", "Nothing differs.\n"));
        (await project.RunAsync("plan", "a.yaml", "a.yaml", "--output", "markdown")).Output.ShouldBe("### Workflows: Nothing differs.\n");
    }

    [Fact]
    public async Task Plan_BrokenFile_ExitsWith2()
    {
        using var project = new TempProject().With("a.yaml", Workflows.Greet).With("b.yaml", "arch: 1\nid: [\n");

        var result = await project.RunAsync("plan", "a.yaml", "b.yaml");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith("b.yaml:2:");
    }

    [Fact]
    public async Task Plan_RunsThatWait_AreCountedUnlessTheyBeganWithTheNewVersion()
    {
        var changed = Workflows.Gate.Replace("opened by", "let in by", StringComparison.Ordinal);
        using var project = new TempProject().With("old.yaml", Workflows.Gate).With("new.yaml", changed);
        await project.RunUntilItWaitsAsync("old.yaml");
        await project.RunUntilItWaitsAsync("old.yaml");
        await project.RunUntilItWaitsAsync("new.yaml");

        var text = await project.RunAsync("plan", "old.yaml", "new.yaml");
        var json = await project.RunAsync("plan", "old.yaml", "new.yaml", "--output", "json");

        text.Output.ShouldContain("! 2 runs not ended stay with the version they began with: arch runs migrate --workflow test.gate --dry-run\n");
        json.Json.GetProperty("documents")[0].GetProperty("pinnedRuns").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Plan_Git_ComparesTheWorkingTreeWithARevision()
    {
        using var project = new TempProject().With("workflows/greet.yaml", Workflows.Greet).With("workflows/gate.yaml", Workflows.Gate);
        Git(project, "init", "--quiet");
        Git(project, "add", ".");
        Git(project, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "one");
        project.With("workflows/greet.yaml", Shouts).With("workflows/fails.yaml", Workflows.Fails);
        File.Delete(project.PathOf("workflows/gate.yaml"));

        var all = await project.RunAsync("plan", "--git", "HEAD", "--output", "markdown");
        var one = await project.RunAsync("plan", "--git", "HEAD", "workflows/greet.yaml");

        all.Output.ShouldStartWith("### Workflows: 1 added, 1 removed, 1 changed.\n\n**`test.fails`** added (`workflows/fails.yaml`)\n");
        all.Output.ShouldContain("| changed | step `say` | `with.message`: `\"Hello, ${{ inputs.name }}!\"` → `\"HELLO, ${{ inputs.name }}!\"` |\n");
        one.Errors.ShouldBe("1 changed.\n");
    }

    [Fact]
    public async Task Plan_UnknownRevision_SaysSo()
    {
        using var project = new TempProject().With("workflows/greet.yaml", Workflows.Greet);
        Git(project, "init", "--quiet");

        (await project.RunAsync("plan", "--git", "nowhere")).ShouldBe(new ArchResult(2, "", "ARCH6017 git does not know the revision 'nowhere' here.\n"));
    }

    [Fact]
    public async Task Plan_WrongNumberOfPaths_ExitsWith2()
    {
        using var project = new TempProject().With("a.yaml", Workflows.Greet);

        (await project.RunAsync("plan", "a.yaml")).ExitCode.ShouldBe(2);
        (await project.RunAsync("plan", "--git", "HEAD", "a.yaml", "a.yaml")).ExitCode.ShouldBe(2);
        (await project.RunAsync("plan", "--git")).ExitCode.ShouldBe(2);
    }

    private static void Git(TempProject project, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = project.Folder })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
