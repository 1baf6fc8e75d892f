using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Sdk;

namespace Arch.Plugin.Process.Tests;

/// <summary>Real programs of a Linux system (Debian: coreutils, dash).</summary>
public sealed class ExecTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(ExecStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Exec_Program_GivesItsParts()
    {
        var output = await _bench.RunAsync("process.exec", new { program = "sh", arguments = new[] { "-c", "echo hi; echo no >&2" } }, Token);

        output.GetRawText().ShouldBe("""{"exit_code":0,"stdout":"hi\n","stderr":"no\n","truncated":false,"duration_ms":0}""");
        _bench.Context.Lines.OrderBy(line => line.Level).ShouldBe([(PluginLogLevel.Info, "hi"), (PluginLogLevel.Warning, "no")]);
    }

    [Fact]
    public async Task Exec_NoLog_WritesNone()
    {
        await _bench.RunAsync("process.exec", new { program = "echo", arguments = new[] { "hi" }, log = false }, Token);

        _bench.Context.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Exec_Line_GoesToTheLogWhileTheProgramRuns()
    {
        _bench.Write("go/x", "");
        var script = "echo first; while [ ! -e go/on ]; do sleep 0.02; done; echo last";

        var running = _bench.RunAsync("process.exec", new { program = "sh", arguments = new[] { "-c", script } }, Token);
        await UntilAsync(() => _bench.Context.Lines.Count == 1);
        _bench.Write("go/on", "");
        await running;

        _bench.Context.Lines.Select(line => line.Message).ShouldBe(["first", "last"]);
    }

    [Theory]
    [InlineData("""{"stdin":"tää\n"}""", "tää\n")]
    [InlineData("""{"stdin_base64":"aGkA"}""", "hi\0")]
    [InlineData("{}", "")]
    public async Task Exec_Stdin_IsWhatItReads(string given, string expected)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(given)!;
        input["program"] = "cat";

        (await _bench.RunAsync("process.exec", input, Token)).GetProperty("stdout").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task Exec_BothStdins_Fails()
    {
        var failure = await _bench.FailAsync("process.exec", new { program = "cat", stdin = "a", stdin_base64 = "YQ==" }, Token);

        (failure.Code, failure.Message).ShouldBe(("process_input", "There are both 'stdin' and 'stdin_base64'; give one."));
    }

    [Theory]
    [InlineData("text", "[1,\n2]\n", "\"[1,\\n2]\\n\"")]
    [InlineData("json", "[1,\n2]\n", "[1,2]")]
    [InlineData("lines", "a\r\n\nb\n", "[\"a\",\"\",\"b\"]")]
    [InlineData("lines", "a\nb", "[\"a\",\"b\"]")]
    [InlineData("lines", "", "[]")]
    public async Task Exec_Output_IsGivenInItsForm(string form, string text, string expected)
    {
        var output = await _bench.RunAsync("process.exec", new { program = "cat", stdin = text, output = form }, Token);

        JsonElement.DeepEquals(output.GetProperty("stdout"), JsonElement.Parse(expected)).ShouldBeTrue(output.GetRawText());
    }

    [Fact]
    public async Task Exec_NotJson_Fails()
    {
        var failure = await _bench.FailAsync("process.exec", new { program = "echo", arguments = new[] { "hi" }, output = "json" }, Token);

        failure.Code.ShouldBe("process_output");
        failure.Message.ShouldStartWith("'echo' wrote something that is not JSON, but output is 'json': ");
    }

    [Fact]
    public async Task Exec_JsonTooLong_SaysSo()
    {
        var failure = await _bench.FailAsync("process.exec", new { program = "cat", stdin = "[1,2,3]", output = "json", max_output = 4 }, Token);

        failure.Message.ShouldBe("'cat' wrote something that is not JSON, but output is 'json': it is longer than 'max_output' (4 bytes).");
    }

    [Fact]
    public async Task Exec_TooMuchOutput_IsTruncated()
    {
        var output = await _bench.RunAsync("process.exec", new { program = "cat", stdin = "12345", max_output = 4 }, Token);

        (output.GetProperty("stdout").GetString(), output.GetProperty("truncated").GetBoolean()).ShouldBe(("1234", true));
    }

    [Fact]
    public async Task Exec_UnexpectedExitCode_FailsWithTheEndsOfTheOutputs()
    {
        var failure = await _bench.FailAsync(
            "process.exec", new { program = "sh", arguments = new[] { "-c", "seq 2000; echo broken >&2; exit 3" }, expect = new[] { 0, 1 } }, Token);

        (failure.Code, failure.Message).ShouldBe(("process_exit_code", "'sh' ended with exit code 3; expected was 0, 1."));
        failure.Retryable.ShouldBeFalse();
        failure.Status.ShouldBe(3);
        failure.Details!["stderr"]!.GetValue<string>().ShouldBe("broken\n");
        var stdout = failure.Details["stdout"]!.GetValue<string>();
        stdout.Length.ShouldBe(2001);
        stdout.ShouldEndWith("1999\n2000\n");
    }

    [Fact]
    public async Task Exec_ExpectedExitCode_IsNoFailure()
    {
        var output = await _bench.RunAsync("process.exec", new { program = "false", expect = new[] { 1 } }, Token);

        output.GetProperty("exit_code").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Exec_Timeout_EndsTheProgram()
    {
        var running = _bench.FailAsync("process.exec", new { program = "sh", arguments = new[] { "-c", "echo up; sleep 1000" }, timeout = "5s" }, Token);
        await UntilAsync(() => _bench.Context.Lines.Count == 1);
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(5));

        var failure = await running;

        failure.Message.ShouldBe("'sh' did not end within the timeout of 5 s, and was ended with all that it started.");
        (failure.Code, failure.Retryable).ShouldBe(("process_timeout", true));
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("2d")]
    public async Task Exec_TimeoutOutOfRange_Fails(string timeout)
    {
        var failure = await _bench.FailAsync("process.exec", new { program = "true", timeout }, Token);

        failure.Code.ShouldBe("process_input");
        failure.Message.ShouldEndWith("it must be more than 0 s and at most 1 day.");
    }

    [Fact]
    public async Task Exec_Cancelled_EndsTheProgram()
    {
        using var cancel = new CancellationTokenSource();
        var running = _bench.RunAsync("process.exec", new { program = "sh", arguments = new[] { "-c", "echo up; sleep 1000" } }, cancel.Token);
        await UntilAsync(() => _bench.Context.Lines.Count == 1);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Exec_EnvAndFolder_AreThoseGiven()
    {
        _bench.Write("sub/a.txt", "x");

        var output = await _bench.RunAsync(
            "process.exec",
            new { program = "sh", arguments = new[] { "-c", "ls; printf %s \"$A\"" }, env = new Dictionary<string, string> { ["A"] = "b c" }, folder = "sub" },
            Token);

        output.GetProperty("stdout").GetString().ShouldBe("a.txt\nb c");
    }

    [Fact]
    public void Exec_Env_IsSecret() => _bench.Describe("process.exec").Input.Members["env"].Shape.IsSecret.ShouldBeTrue();

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(10, deadline.Token);
        }
    }
}
