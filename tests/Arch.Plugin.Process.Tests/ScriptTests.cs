using Arch.Plugin.Testing;

namespace Arch.Plugin.Process.Tests;

/// <summary>Real interpreters (Debian: dash, bash, python3, nodejs).</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Data = "a \"b\" 'c'\n$(id) `id` tää";

    private readonly StepBench _bench = new(typeof(ScriptStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("sh", "printf %s \"$DATA\"", "dash")]
    [InlineData("bash", "[[ -n $DATA ]] && printf %s \"$DATA\"", "bash")]
    [InlineData("python3", "import os, sys\nsys.stdout.buffer.write(os.environb[b'DATA'])", "python3")]
    [InlineData("node", "process.stdout.write(process.env.DATA)", "nodejs")]
    [InlineData("pwsh", "[Console]::Out.Write($env:DATA)", null)]
    public async Task Script_DataInEnv_ArrivesUnharmed(string shell, string script, string? package)
    {
        var isThere = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Join(folder, shell)));
        Assert.SkipUnless(isThere || package is not null, $"{shell} is not installed, and Debian has no package of it.");
        isThere.ShouldBeTrue($"The program '{shell}' is missing. Install the Debian package '{package}'.");

        var output = await _bench.RunAsync("process.script", new { shell, script, env = new Dictionary<string, string> { ["DATA"] = Data } }, Token);

        output.GetProperty("stdout").GetString().ShouldBe(Data);
        Directory.GetFileSystemEntries(_bench.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sh", "cat\necho more", "more\n")]
    [InlineData("sh", "#!/bin/sh\n# a comment\necho a # another", "a\n")]
    [InlineData("sh", "# nothing", "")]
    [InlineData("sh", "cat <<EOF\n}\nEOF", "}\n")]
    [InlineData("bash", "read -r line || echo none", "none\n")]
    [InlineData("python3", "import sys\nprint(repr(sys.stdin.read()))", "''\n")]
    public async Task Script_ItsInput_IsEmpty(string shell, string script, string expected) =>
        (await _bench.RunAsync("process.script", new { shell, script }, Token)).GetProperty("stdout").GetString().ShouldBe(expected);

    [Fact]
    public async Task Script_ErrorInALine_NamesTheLineAsWritten()
    {
        var failure = await _bench.FailAsync("process.script", new { shell = "bash", script = "true\nnosuch-command" }, Token);

        failure.Details!["stderr"]!.GetValue<string>().ShouldContain("line 2: nosuch-command");
    }

    [Fact]
    public async Task Script_ErrorAtTheEnd_CarriesOutNothing()
    {
        var failure = await _bench.FailAsync("process.script", new { script = "echo begun\nif true; then" }, Token);

        failure.Details!["stdout"]!.GetValue<string>().ShouldBe("");
    }

    [Fact]
    public async Task Script_ExitCode_IsThatOfTheScript()
    {
        var output = await _bench.RunAsync("process.script", new { script = "exit 7", expect = new[] { 7 } }, Token);

        output.GetProperty("exit_code").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task Script_Json_IsRead()
    {
        var output = await _bench.RunAsync("process.script", new { shell = "python3", script = "print('{\"a\": 1}')", output = "json" }, Token);

        output.GetProperty("stdout").GetProperty("a").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("echo ${{ inputs.name }}", "The script holds '${{'. Data does not belong in a script: give it as 'env' and read the variable.")]
    [InlineData("echo \0", "The script holds a NUL character.")]
    public async Task Script_NotAllowed_Fails(string script, string message)
    {
        var failure = await _bench.FailAsync("process.script", new { script }, Token);

        (failure.Code, failure.Message).ShouldBe(("process_input", message));
    }

    [Fact]
    public async Task Script_UnknownShell_Fails() =>
        (await _bench.FailAsync("process.script", new { shell = "perl", script = "1" }, Token)).Code.ShouldBe("ARCH4101");
}
