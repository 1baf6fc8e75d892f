using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Arch.Plugins.Files;
using Arch.Plugins.Processes;
using Arch.Sdk;
using Arch.Sdk.Processes;

namespace Arch.Plugins.Tests.Processes;

/// <summary>Real programs of a Linux system (Debian: coreutils, dash, util-linux).</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessPolicyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("arch-").FullName;
    private readonly FileAccessPolicy _files;

    public ProcessPolicyTests() => _files = new FileAccessPolicy(_folder, [], [_folder], []);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_NothingGranted_IsRefused()
    {
        var failure = await Should.ThrowAsync<StepException>(Policy([[]]).RunAsync(new ProcessRequest { Program = "echo" }, Token));

        failure.Code.ShouldBe("ARCH4221");
        failure.Message.ShouldBe(
            "The program 'echo' may not be started: allowed is none. Whoever runs this host grants it with 'process.allow' in its settings.");
    }

    [Theory]
    [InlineData("env")]
    [InlineData("/usr/bin/env")]
    [InlineData("/usr/bin/../bin/cat")]
    [InlineData("./cat")]
    [InlineData("CAT")]
    [InlineData("cat ")]
    [InlineData("")]
    [InlineData("nosuch")]
    [InlineData("/nosuch")]
    public async Task Run_AnotherProgramThanGranted_IsRefused(string program)
    {
        var policy = Policy([["cat", "/usr/bin/cat"], ["*"]]);

        (await Should.ThrowAsync<StepException>(policy.RunAsync(new ProcessRequest { Program = program }, Token))).Code.ShouldBe("ARCH4221");
    }

    [Fact]
    public async Task Run_GrantedByOneSetOnly_IsRefused()
    {
        var failure = await Should.ThrowAsync<StepException>(Policy([["*"], ["git"]]).RunAsync(new ProcessRequest { Program = "cat" }, Token));

        failure.Message.ShouldContain("allowed is * and git.");
    }

    [Fact]
    public async Task Run_GrantedByPath_MayBeCalledByName()
    {
        var result = await Policy([["/usr/bin/printf"]]).RunAsync(new ProcessRequest { Program = "printf", Arguments = ["hi"] }, Token);

        result.Output.ShouldBe("hi");
    }

    [Theory]
    [InlineData("nosuch-program", "The program 'nosuch-program' cannot be started: it is in no folder of the search path (PATH) of the host.")]
    [InlineData("/nosuch/program", "The program '/nosuch/program' cannot be started: there is no such file.")]
    [InlineData("/etc/passwd", "The program '/etc/passwd' cannot be started: the file is not executable.")]
    [InlineData("bin/x", "The program 'bin/x' cannot be started: a path must be a full one, such as '/usr/bin/env'.")]
    [InlineData("/tmp", "The program '/tmp' cannot be started: there is no such file.")]
    [InlineData("", "The program '' cannot be started: that is no name of a program.")]
    public async Task Run_NoProgram_SaysWhy(string program, string message)
    {
        var failure = await Should.ThrowAsync<StepException>(RunAsync(new ProcessRequest { Program = program }));

        (failure.Code, failure.Message).ShouldBe(("ARCH4222", message));
    }

    [Fact]
    public async Task Run_ProgramOfTheSameNameInTheWorkingFolder_IsNotTaken()
    {
        Script("printf", "#!/bin/sh\necho taken\n");
        var before = Environment.CurrentDirectory;
        ProcessResult result;
        try
        {
            Environment.CurrentDirectory = _folder;
            result = await RunAsync(new ProcessRequest { Program = "printf", Arguments = ["real"] });
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        result.Output.ShouldBe("real");
    }

    [Fact]
    public async Task Run_FileWithoutFormat_CannotBeStarted()
    {
        var path = Script("data", "\u0001\u0002");

        var failure = await Should.ThrowAsync<StepException>(RunAsync(new ProcessRequest { Program = path }));

        failure.Code.ShouldBe("ARCH4222");
    }

    [Fact]
    public async Task Run_FolderMissing_SaysSo()
    {
        var failure = await Should.ThrowAsync<StepException>(RunAsync(new ProcessRequest { Program = "cat", Folder = "nosuch" }));

        failure.Message.ShouldBe("The program 'cat' cannot be started: the folder 'nosuch' does not exist.");
    }

    [Fact]
    public async Task Run_FolderOutside_IsRefused() =>
        (await Should.ThrowAsync<StepException>(RunAsync(new ProcessRequest { Program = "pwd", Folder = ".." }))).Code.ShouldBe("ARCH4201");

    [Fact]
    public async Task Run_Folder_IsWhereItBegins()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));

        (await RunAsync(new ProcessRequest { Program = "pwd", Folder = "sub" })).Output.ShouldBe(Path.Combine(_folder, "sub") + "\n");
        (await RunAsync(new ProcessRequest { Program = "pwd" })).Output.ShouldBe(_folder + "\n");
    }

    [Fact]
    public async Task Run_Arguments_ArriveUnharmed()
    {
        string[] arguments = ["", " a  b ", "\"", "'", "\\", "\\\"", "a\nb", "$HOME `id` $(id)", "*", "tää 日本 🎉", "-n", "--", "%s;&|<>"];

        var result = await RunAsync(new ProcessRequest { Program = "printf", Arguments = ["%s\\0", .. arguments] });

        result.Output.Split('\0')[..^1].ShouldBe(arguments);
    }

    [Theory]
    [InlineData("a\0b", "x", "A", "an argument has a NUL character in it, which none can")]
    [InlineData("a", "x\0", "A", "its variable 'A' has no name, a '=' in it, or a NUL character")]
    [InlineData("a", "x", "A=B", "its variable 'A=B' has no name, a '=' in it, or a NUL character")]
    [InlineData("a", "x", "", "its variable '' has no name, a '=' in it, or a NUL character")]
    public async Task Run_WhatTheSystemCannotPass_IsRefused(string argument, string value, string name, string reason)
    {
        var request = new ProcessRequest { Program = "cat", Arguments = [argument], Environment = new Dictionary<string, string> { [name] = value } };

        (await Should.ThrowAsync<StepException>(RunAsync(request))).Message.ShouldBe($"The program 'cat' cannot be started: {reason}.");
    }

    [Fact]
    public async Task Run_Environment_IsThatOfTheRequestAndNoMore()
    {
        Environment.SetEnvironmentVariable("ARCH_TEST_SECRET", "s3cret");
        var given = new Dictionary<string, string> { ["GREETING"] = "grüß\nGott" };

        var result = await RunAsync(new ProcessRequest { Program = "env", Arguments = ["-0"], Environment = given });

        var names = result.Output.Split('\0')[..^1].Select(variable => variable.Split('=')[0]).ToList();
        names.Except(["PATH", "HOME", "LANG", "GREETING", "ARCH_PROCESS_TREE"]).ShouldBeEmpty();
        result.Output.Split('\0').ShouldContain("GREETING=grüß\nGott");
    }

    [Fact]
    public async Task Run_Input_IsReadToItsEnd()
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("tää\n", 100_000)));

        var result = await RunAsync(new ProcessRequest { Program = "cat", Input = input, MaxOutput = input.Length });

        result.Output.ShouldBe(Encoding.UTF8.GetString(input));
        result.IsTruncated.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_ProgramThatReadsNoInput_Ends()
    {
        var result = await RunAsync(new ProcessRequest { Program = "true", Input = new byte[4 * 1024 * 1024] });

        result.ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    [InlineData("kill -15 $$", 143)]
    public async Task Run_Ended_GivesTheExitCode(string script, int code)
    {
        var result = await RunAsync(Shell(script + " "));

        result.ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task Run_BothOutputs_AreKeptApartAndToldLineByLine()
    {
        var lines = new ConcurrentQueue<(string, bool)>();
        var request = Shell("echo one; printf 'two\\r\\n'; printf three; echo four >&2") with { OnLine = (line, isError) => lines.Enqueue((line, isError)) };

        var result = await RunAsync(request);

        (result.Output, result.Error).ShouldBe(("one\ntwo\r\nthree", "four\n"));
        lines.Where(line => !line.Item2).Select(line => line.Item1).ShouldBe(["one", "two", "three"]);
        lines.Where(line => line.Item2).Select(line => line.Item1).ShouldBe(["four"]);
    }

    [Fact]
    public async Task Run_HugeOutputWithoutLineEnds_IsBounded()
    {
        var longest = 0;
        var request = new ProcessRequest
        {
            Program = "head",
            Arguments = ["-c", "200000000", "/dev/zero"],
            MaxOutput = 1000,
            OnLine = (line, _) => longest = Math.Max(longest, line.Length),
        };
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var result = await RunAsync(request);

        result.Output.Length.ShouldBe(1000);
        result.IsTruncated.ShouldBeTrue();
        longest.ShouldBe(16 * 1024);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public async Task Run_OutputCutInACharacter_DropsItsHalf()
    {
        var result = await RunAsync(new ProcessRequest { Program = "printf", Arguments = ["aä日"], MaxOutput = 5 });

        (result.Output, result.IsTruncated).ShouldBe(("aä", true));
    }

    [Fact]
    public async Task Run_ListenerThatThrows_EndsTheProgram()
    {
        var request = Shell("echo $$; while :; do echo more; done") with { OnLine = (_, _) => throw new InvalidOperationException("listener") };

        (await Should.ThrowAsync<InvalidOperationException>(RunAsync(request).WaitAsync(Patience, Token))).Message.ShouldBe("listener");
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("sleep 1000 & wait")]
    [InlineData("(sleep 1000 & sleep 1000) & wait")]
    [InlineData("setsid sleep 1000 & wait")]
    [InlineData("(setsid sleep 1000 &) ; sleep 1000")]
    [InlineData("trap '' TERM INT HUP; sleep 1000")]
    [InlineData("(env -i sleep 1000) & wait")]
    public async Task Run_Cancelled_EndsAllOfIt(string script)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var mark = new TaskCompletionSource<string>();
        var request = Shell($"echo $ARCH_PROCESS_TREE; {script}") with { OnLine = (line, _) => mark.TrySetResult(line) };

        var running = RunAsync(request, cancel.Token);
        var tree = await mark.Task.WaitAsync(Patience, Token);
        Alive(tree).ShouldNotBeEmpty();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running.WaitAsync(Patience, Token));
        Alive(tree).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sleep 1000 &")]
    [InlineData("setsid sleep 1000 &")]
    [InlineData("(sleep 1000 & sleep 1000) &")]
    [InlineData("nohup sh -c 'sleep 1000; sleep 1000' &")]
    public async Task Run_ProgramLeftInTheBackgroundHoldsThePipe_EndsWithIt(string script)
    {
        var result = await RunAsync(Shell($"{script} echo $ARCH_PROCESS_TREE")).WaitAsync(Patience, Token);

        result.ExitCode.ShouldBe(0);
        result.IsTruncated.ShouldBeFalse();
        Alive(result.Output.Trim()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_TwoAtATime_EndEachTheirOwn()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var started = new TaskCompletionSource();
        var first = RunAsync(Shell("echo up; sleep 1000") with { OnLine = (_, _) => started.TrySetResult() }, cancel.Token);
        await started.Task.WaitAsync(Patience, Token);

        (await RunAsync(Shell("sleep 1000 & echo done"))).Output.ShouldBe("done\n");

        first.IsCompleted.ShouldBeFalse();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
    }

    [Fact]
    public async Task Run_CancelledBefore_StartsNothing()
    {
        var file = Path.Combine(_folder, "started");

        await Should.ThrowAsync<OperationCanceledException>(
            RunAsync(new ProcessRequest { Program = "touch", Arguments = [file] }, new CancellationToken(canceled: true)));

        File.Exists(file).ShouldBeFalse();
    }

    private static ProcessRequest Shell(string script) => new() { Program = "sh", Arguments = ["-c", script] };

    // Those that have ended but were not looked at yet show no variables.
    private static List<int> Alive(string mark) =>
        [.. Process.GetProcesses().Select(process => process.Id).Where(id => Variables(id).Contains(mark, StringComparison.Ordinal))];

    private static string Variables(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private ProcessPolicy Policy(IReadOnlyList<IReadOnlyList<string>> programs) => new(_files, programs);

    private Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken? token = null) =>
        Policy([["*"]]).RunAsync(request, token ?? Token);

    private string Script(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
