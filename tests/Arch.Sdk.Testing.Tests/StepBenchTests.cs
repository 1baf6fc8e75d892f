using System.Net;
using System.Text;
using Arch.Sdk.Processes;

namespace Arch.Sdk.Testing.Tests;

public sealed class StepBenchTests : IDisposable
{
    private readonly StepBench _bench = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_Record_GivesTheOutputs() =>
        (await RunAsync("x")).ShouldBe("x1");

    [Fact]
    public async Task RunJsonAsync_Json_GivesTheOutputsAsLaterStepsSeeThem()
    {
        var output = await _bench.RunJsonAsync(new ProbeStep(), """{"what": "x", "times": 3}""", Stop);

        output.GetProperty("long_text").GetString().ShouldBe("x3");
    }

    [Theory]
    [InlineData("{}", "The input 'what'")]
    [InlineData("""{"what": "x", "times": 11}""", "The input 'times'")]
    [InlineData("""{"what": "x", "tims": 1}""", "The input 'tims' is unknown. Did you mean 'times'?")]
    public async Task FailJsonAsync_InputsDoNotFit_AreRefusedAsAHostDoes(string input, string message)
    {
        var failure = await _bench.FailJsonAsync(new ProbeStep(), input, Stop);

        failure.Code.ShouldBe("ARCH4101");
        failure.Message.ShouldContain($"The inputs of 'test.probe' do not fit its declaration. {message}");
    }

    [Fact]
    public async Task FailAsync_RecordOutOfRange_IsRefusedToo() =>
        (await _bench.FailAsync(new ProbeStep(), new ProbeInput { What = "x", Times = 0 }, Stop)).Code.ShouldBe("ARCH4101");

    [Fact]
    public async Task FailAsync_StepThrows_IsTheFailureThatWorkflowsSee() =>
        (await FailAsync("throw")).Code.ShouldBe("ARCH4110");

    [Fact]
    public async Task FailAsync_StepSucceeds_SaysSo() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => FailAsync("x"))).Message
            .ShouldBe("""The step was to fail but succeeded with {"long_text":"x1"}""");

    [Theory]
    [InlineData("http", "ARCH4211", "The test lets nobody connect to 'example.org': set Http.Handler of the bench.")]
    [InlineData("network", "ARCH4211", "The test lets nobody connect to 'db.local:5432': set Network.Connect of the bench.")]
    [InlineData("address", "ARCH4211", "The test lets nobody connect to 'db.local:5432': set Network.Resolve of the bench.")]
    [InlineData("process", "ARCH4221", "The test lets nobody start 'git': set Processes.Run of the bench.")]
    [InlineData("vectors", "ARCH4230", "The test gives no vector store: set Vectors of the bench.")]
    public async Task FailAsync_NothingSet_RefusesTheWorld(string what, string code, string message)
    {
        var failure = await FailAsync(what);

        (failure.Code, failure.Message).ShouldBe((code, message));
    }

    [Fact]
    public async Task Http_Handler_Answers()
    {
        _bench.Http.Handler = (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent("0.92") });

        (await RunAsync("http")).ShouldBe("0.92");

        _bench.Http.Requests.Single().RequestUri!.AbsoluteUri.ShouldBe("https://example.org/rate");
    }

    [Fact]
    public async Task Network_ConnectAndResolve_Answer()
    {
        _bench.Network.Connect = (_, _, _) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes("hi")));
        _bench.Network.Resolve = (_, _, _) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]);

        (await RunAsync("network")).ShouldBe("hi");
        (await RunAsync("address")).ShouldBe("127.0.0.1");

        _bench.Network.Connections.ShouldBe([new DnsEndPoint("db.local", 5432), new DnsEndPoint("db.local", 5432)]);
    }

    [Fact]
    public async Task Processes_Run_StandsForTheProgram()
    {
        _bench.Processes.Run = (_, _) => Task.FromResult(new ProcessResult { ExitCode = 0, Output = "clean", Error = "" });

        (await RunAsync("process")).ShouldBe("clean");

        _bench.Processes.Requests.Single().Arguments.ShouldBe(["status"]);
    }

    [Fact]
    public async Task Files_BelowTheFolder_AreRead()
    {
        _bench.Write("in/a.txt", "text");

        (await RunAsync("file")).ShouldBe("text");
        _bench.Read("in/a.txt").ShouldBe("text");
    }

    [Fact]
    public async Task Files_OutsideOfTheFolder_AreRefused() =>
        (await FailAsync("outside")).Code.ShouldBe("ARCH4201");

    [Fact]
    public async Task Clock_Advance_IsWhatTheStepSees()
    {
        _bench.Clock.Advance(TimeSpan.FromDays(1));

        (await RunAsync("time")).ShouldBe("2026-01-02T00:00:00.0000000+00:00");
    }

    [Fact]
    public async Task LogAndProgress_AreKept()
    {
        await RunAsync("log");

        _bench.Lines.ShouldBe([new LogLine(PluginLogLevel.Warning, "so so")]);
        _bench.Progress.ShouldBe([new ProgressReport(0.5, "half")]);
    }

    [Fact]
    public async Task Attempt_IsWhatTheTestSays()
    {
        _bench.Attempt = 3;

        (await RunAsync("attempt")).ShouldBe("run-1/step/3 tests.bench 3");
    }

    [Fact]
    public async Task PollAsync_Twice_GoesOnFromTheCursor()
    {
        await _bench.PollAsync(new CountTrigger(), new ProbeInput { What = "x" }, Stop);
        var second = await _bench.PollAsync(new CountTrigger(), new ProbeInput { What = "x" }, Stop);

        second.Items.Single().ShouldSatisfyAllConditions(
            item => item.Key.ShouldBe("k2"), item => item.Item.LongText.ShouldBe("tests.bench/trigger 2"));
        _bench.Cursor.ShouldBe("2");
    }

    [Theory]
    [InlineData("same", "Two items have the key 'k': only one of them would start a run.")]
    [InlineData("long", "The key of an item has 513 characters; a host takes 1 to 512.")]
    public async Task PollAsync_BatchThatNoHostTakes_SaysSo(string what, string message) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => _bench.PollAsync(new CountTrigger(), new ProbeInput { What = what }, Stop)))
            .Message.ShouldBe(message);

    [Fact]
    public void Dispose_Folder_IsGone()
    {
        var bench = new StepBench();

        bench.Dispose();

        Directory.Exists(bench.Folder).ShouldBeFalse();
    }

    private async Task<string> RunAsync(string what) => (await _bench.RunAsync(new ProbeStep(), new ProbeInput { What = what }, Stop)).LongText;

    private Task<StepException> FailAsync(string what) => _bench.FailAsync(new ProbeStep(), new ProbeInput { What = what }, Stop);
}
