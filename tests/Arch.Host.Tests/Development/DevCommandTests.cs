using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Development;

public sealed class DevCommandTests
{
    private const string Wrong = "arch: 1\nid: greet\nnamespace: test\nsteps:\n  - {id: hello, uses: core.log@1, with: {mesage: hi}}\n";
    private static readonly string Right = Wrong.Replace("mesage", "message", StringComparison.Ordinal);

    [Fact]
    public async Task Dev_FileIsSaved_SaysWhatIsWrongInPlaceAndThatItIsRightAgain()
    {
        using var project = new TempProject().With("workflows/greet.yaml", Right);
        using var program = project.Start("dev");
        await program.WaitForLineAsync("checked 1 file");
        await program.WaitForLineAsync("Watching.");

        project.With("workflows/greet.yaml", Wrong);
        await program.WaitForLineAsync("workflows/greet.yaml:5:42 ARCH2108");
        await program.WaitForLineAsync("  5 |   - {id: hello, uses: core.log@1, with: {mesage: hi}}");
        await program.WaitForLineAsync("    | " + new string(' ', 41) + "^^^^^^");
        await program.WaitForLineAsync("1 error, 0 warnings");

        project.With("workflows/greet.yaml", Right);
        await program.WaitForLineAsync("workflows/greet.yaml is right now.");
        await program.WaitForLineAsync("all is well");

        await program.TypeAsync("quit");
        (await program.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Dev_CalledWorkflowChanges_ChecksItsCallersToo()
    {
        using var project = new TempProject()
            .With("workflows/caller.yaml", "arch: 1\nid: caller\nnamespace: test\nsteps:\n  - {id: c, call: test.greet, with: {name: x}}\n");
        using var program = project.Start("dev");
        await program.WaitForLineAsync("ARCH2111");
        await program.WaitForLineAsync("Watching.");

        project.With("workflows/greet.yaml", Right + "inputs: {name: {type: string}}\n");
        await program.WaitForLineAsync("workflows/caller.yaml is right now.");

        project.With("workflows/greet.yaml", Right + "inputs: {who: {type: string}}\n");
        await program.WaitForLineAsync("workflows/caller.yaml:5:38 ARCH2108");
        await program.TypeAsync("quit");
        await program.EndAsync();
    }

    [Fact]
    public async Task Dev_CommandIsTyped_WorksWithWhatWasSavedLast()
    {
        using var project = new TempProject().With("workflows/greet.yaml", Right + "outputs: {text: {type: string, value: first}}\n");
        using var program = project.Start("dev");
        await program.WaitForLineAsync("Watching.");
        await program.TypeAsync("run workflows/greet.yaml -o json");
        await program.WaitForLineAsync("\"text\": \"first\"");

        project.With("workflows/greet.yaml", Right + "outputs: {text: {type: string, value: second}}\n");
        await program.WaitForLineAsync("checked 1 file");
        await program.TypeAsync("");
        await program.WaitForLineAsync("\"text\": \"second\"");
        await program.TypeAsync("nonsense");
        await program.TypeAsync("quit");
        var result = await program.EndAsync();
        result.ExitCode.ShouldBe(0);
        result.Errors.ShouldContain("ARCH6001");
    }

    [Fact]
    public async Task Dev_PluginArrives_ChecksEverythingAgain()
    {
        using var project = new TempProject()
            .With("plugins/README", "Plugins go here.")
            .With("workflows/crash.yaml", "arch: 1\nid: crash\nnamespace: test\nsteps:\n  - {id: c, uses: crash.die@1}\n");
        using var program = project.Start("dev");
        await program.WaitForLineAsync("ARCH2004");
        await program.WaitForLineAsync("Watching.");
        project.WithFixture("Arch.Fixture.Crash");
        await program.WaitForLineAsync("The plugins have changed.");
        await program.TypeAsync("plugins list");
        await program.WaitForLineAsync("crash");
        await program.TypeAsync("quit");
        await program.EndAsync();
    }
}
