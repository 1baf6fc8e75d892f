using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Plugins.Files;
using Arch.Plugins.Granting;
using Arch.Plugins.Isolation;
using Arch.Plugins.Network;
using Arch.Plugins.Policies;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Isolation;

/// <summary>A plugin in a process of its own, with the built program as the worker.</summary>
public sealed class IsolationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("arch-isolation-").FullName;
    private readonly BenchContext _context;
    private readonly PluginCatalog _catalog;

    public IsolationTests()
    {
        var output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var (bin, configuration) = (Path.GetFullPath(Path.Combine(output, "../..")), Path.GetFileName(output));
        var plugin = Directory.CreateDirectory(Path.Combine(_root, "plugins", "Arch.Fixture.Faults")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(bin, "Arch.Fixture.Faults", configuration)))
        {
            File.Copy(file, Path.Combine(plugin, Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(_root, "work"));
        _context = new BenchContext(new FileAccessPolicy(_root, [], [], []));
        _catalog = PluginCatalog.Open(new PluginCatalogOptions
        {
            Roots = [Path.Combine(_root, "plugins")],
            Policy = new PluginPolicy
            {
                Rules = [new PluginRule { Id = "fixture.faults", Isolation = PluginIsolation.Process, MemoryLimit = 256L << 20 }],
            },
            Worker = new WorkerCommand(Path.Combine(bin, "Arch.Host", configuration, "arch"), ["plugin-worker"]),
            Grants = origin => PluginGrants.Of(
                new HostGrants
                {
                    WorkingFolder = Path.Combine(_root, "work"),
                    ReadRoots = ["."],
                    WriteRoots = ["."],
                    Network = [Rule("127.0.0.0/8"), Rule("10.0.0.0/8")],
                    Programs = ["true", "false"],
                },
                origin),
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _catalog.Dispose();
        _context.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Run_Step_IsCarriedOutInAnotherProcess()
    {
        var id = await DoAsync("process_id");

        id.ShouldNotBe(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        (await DoAsync("process_id")).ShouldBe(id); // one process serves all attempts
    }

    [Fact]
    public void Find_Step_IsDescribedAsInProcess()
    {
        var isolated = _catalog.Find("faults.do", 1).ShouldNotBeNull();
        using var other = PluginCatalog.Open([Path.Combine(_root, "plugins")], []);
        var inProcess = other.Find("faults.do", 1).ShouldNotBeNull();

        (isolated.Name, isolated.Summary, isolated.PluginId, isolated.PluginVersion)
            .ShouldBe((inProcess.Name, inProcess.Summary, inProcess.PluginId, inProcess.PluginVersion));
        Workflows.Schema.ShapeSchema.Create(isolated.Input).ToJsonString().ShouldBe(Workflows.Schema.ShapeSchema.Create(inProcess.Input).ToJsonString());
        Workflows.Schema.ShapeSchema.Create(isolated.Output).ToJsonString().ShouldBe(Workflows.Schema.ShapeSchema.Create(inProcess.Output).ToJsonString());
    }

    [Fact]
    public async Task Run_LogAndProgress_ArriveInOrderBeforeTheEnd()
    {
        (await DoAsync("log")).ShouldBe("run-1 tests.bench step 1");

        _context.Lines.Select(line => line.Message).ShouldBe(Enumerable.Range(0, 100).Select(i => $"line {i}"));
        _context.Progress.ShouldBe([0.5]);
    }

    [Fact]
    public async Task Run_StepThatPrints_DoesNotDisturbTheConnection() => (await DoAsync("print")).ShouldBe("printed");

    [Fact]
    public async Task Run_Failure_ArrivesWhole()
    {
        var failure = await FailAsync("fail");

        (failure.Code, failure.Message, failure.Retryable, failure.RetryAfter, failure.Status)
            .ShouldBe(("card_declined", "No.", true, TimeSpan.FromSeconds(3), 402));
        failure.Details!.ToJsonString().ShouldBe("""{"reason":"funds"}""");
    }

    [Fact]
    public async Task Run_InputThatDoesNotFit_IsToldAsInProcess()
    {
        var failure = await Should.ThrowAsync<StepException>(async () => await RunAsync("""{"do":"ech"}"""));

        failure.Code.ShouldBe("ARCH4101");
    }

    [Theory]
    [InlineData("stack_overflow", "it ended with exit code 134 and said: Stack overflow")]
    [InlineData("fail_fast", "it ended with exit code 134 and said: Process terminated. broken")]
    [InlineData("exit", "it ended with exit code 7")]
    [InlineData("native_memory", "it took more than its limit of 256 MiB of memory")]
    public async Task Run_StepThatEndsItsProcess_FailsAndTheNextFindsANewOne(string fault, string how)
    {
        var failure = await FailAsync(fault);

        failure.Code.ShouldBe("ARCH4041");
        failure.Message.ShouldBe(
            $"The process of the plugin 'fixture.faults' ended during the call: {how}. It is started again when it is next needed.");
        failure.Retryable.ShouldBeTrue();
        (await DoAsync("echo", "alive")).ShouldBe("alive");
    }

    [Fact]
    public async Task Run_StepThatTakesAllMemory_FailsAlone()
    {
        var failure = await FailAsync("memory");

        // The runtime refuses managed memory first, unless the watch of the host is faster.
        failure.Message.ShouldMatch("OutOfMemoryException|limit of 256 MiB");
        (await DoAsync("echo", "alive")).ShouldBe("alive");
    }

    [Theory]
    [InlineData("throw_on_thread")]
    [InlineData("throw_async_void")]
    public async Task Run_ThrowOnAThreadOfItsOwn_IsContained(string fault) => (await DoAsync(fault)).ShouldBe("gone on");

    [Fact]
    public async Task Run_Cancelled_EndsAtOnceAndKeepsTheProcess()
    {
        var id = await DoAsync("process_id");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = RunAsync("""{"do":"wait"}""", stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await waiting);

        (await DoAsync("process_id")).ShouldBe(id);
    }

    [Fact]
    public async Task Run_StepThatHeedsNoCancellation_LosesItsProcess()
    {
        var id = await DoAsync("process_id");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hanging = RunAsync("""{"do":"hang"}""", stop.Token);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await hanging);

        (await DoAsync("process_id")).ShouldNotBe(id);
    }

    [Fact]
    public async Task Run_EnvironmentOfTheHost_IsNotSeen()
    {
        Environment.SetEnvironmentVariable("ARCH_SECRET_PLANTED", "s3cret");

        (await DoAsync("environment", "ARCH_SECRET_PLANTED")).ShouldBe("(none)");
    }

    [Fact]
    public async Task Run_WhatWasGranted_IsHeldTo()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "work", "in.txt"), "content", Token);
        await File.WriteAllTextAsync(Path.Combine(_root, "outside.txt"), "content", Token);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        (await DoAsync("read_file", "in.txt")).ShouldBe("content");
        (await FailAsync("read_file", "../outside.txt")).Code.ShouldBe("ARCH4201");
        (await FailAsync("write_file", "out.txt")).Code.ShouldBe("ARCH4201"); // granted, but not asked for
        (await DoAsync("connect", $"127.0.0.1:{port}")).ShouldBe("connected");
        (await FailAsync("connect", "10.1.2.3:80")).Code.ShouldBe("ARCH4211"); // granted, but not asked for
        (await DoAsync("start", "true")).ShouldBe("0");
        (await FailAsync("start", "false")).Code.ShouldBe("ARCH4221"); // granted, but not asked for
        (await FailAsync("start", "sh")).Code.ShouldBe("ARCH4221");
    }

    [Fact]
    public async Task Run_ManyAtOnce_AllComeBack()
    {
        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => DoAsync("echo", $"text {i}")));

        texts.ShouldBe(Enumerable.Range(0, 200).Select(i => $"text {i}"));
    }

    [Fact]
    public async Task Dispose_EndsTheProcess()
    {
        var id = int.Parse(await DoAsync("process_id"), CultureInfo.InvariantCulture);

        _catalog.Dispose();

        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (Directory.Exists($"/proc/{id}") && DateTime.UtcNow < deadline)
        {
            await Task.Yield();
        }

        Directory.Exists($"/proc/{id}").ShouldBeFalse();
    }

    private static NetworkRule Rule(string text) => NetworkRule.TryParse(text, out var rule) ? rule : throw new ArgumentException(text);

    private async Task<string> DoAsync(string fault, string text = "")
    {
        var output = await RunAsync(JsonSerializer.Serialize(new { @do = fault, text }));
        return output.GetProperty("text").GetString()!;
    }

    private Task<StepException> FailAsync(string fault, string text = "") =>
        Should.ThrowAsync<StepException>(async () => await DoAsync(fault, text));

    private async Task<JsonElement> RunAsync(string input, CancellationToken? token = null)
    {
        var output = await _catalog.FindRunner("faults.do", 1).RunAsync(Encoding.UTF8.GetBytes(input), _context, token ?? Token);
        return JsonElement.Parse(output.Span);
    }
}
