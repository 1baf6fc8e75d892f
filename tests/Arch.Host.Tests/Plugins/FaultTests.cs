using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Plugins;

/// <summary>What a plugin does wrong, in the host's process and in one of its own.</summary>
public sealed class FaultTests
{
    private const string Settings = """
        plugins:
          folders: [plugins]
          allow: [{id: fixture.faults, isolation: process, memory: 256MiB}]
        """;

    [Theory]
    [InlineData("throw_on_thread", "on a thread")]
    [InlineData("throw_async_void", "in async void")]
    public async Task Run_ThrowOnAThreadOfThePlugin_IsToldAndTheRunGoesOn(string fault, string said)
    {
        using var project = Project(fault);

        var result = await project.RunAsync("run", "flow.yaml", "-o", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Json.GetProperty("outputs").GetProperty("text").GetString().ShouldBe("gone on");
        result.Errors.ShouldContain(
            $"ARCH4025 Code of the plugin 'fixture.faults' threw on a thread of its own, which ended the thread: System.InvalidOperationException: {said}");
    }

    [Theory]
    [InlineData("stack_overflow", "exit code 134 and said: Stack overflow")]
    [InlineData("exit", "exit code 7")]
    public async Task Run_PluginThatEndsItsProcess_FailsTheStepAlone(string fault, string said)
    {
        using var project = Project(fault).With("arch.yaml", Settings);

        var result = await project.RunAsync("run", "flow.yaml", "-o", "json");

        result.ExitCode.ShouldBe(1, result.Errors);
        var error = result.Json.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("ARCH4041");
        error.GetProperty("message").GetString()!.ShouldContain(said);
    }

    [Fact]
    public async Task Run_PluginNotOnTheList_IsToldBeforeTheRun()
    {
        using var project = Project("echo").With("arch.yaml", "plugins: {folders: [plugins], allow: [other.plugin]}");

        var result = await project.RunAsync("run", "flow.yaml");

        result.ExitCode.ShouldBe(2);
        (await project.RunAsync("plugins", "list")).Output.ShouldContain("ARCH4021 The plugin 'fixture.faults'");
    }

    [Fact]
    public async Task PluginsList_Json_SaysWhatThePluginAsksForAndHowItIsKeptApart()
    {
        using var project = Project("echo").With("arch.yaml", Settings);

        var plugin = (await project.RunAsync("plugins", "list", "-o", "json")).Json.EnumerateArray()
            .Single(plugin => plugin.GetProperty("id").GetString() == "fixture.faults");

        plugin.GetProperty("permissions").GetString().ShouldBe("network (127.0.0.1), files (read), process (true)");
        plugin.GetProperty("isolation").GetString().ShouldBe("process");
    }

    private static TempProject Project(string fault) => new TempProject().WithFixture("Arch.Fixture.Faults").With("flow.yaml", """
        arch: 1
        id: flow
        outputs: {text: {type: string, value: "${{ steps.fault.outputs.text }}"}}
        steps:
          - {id: fault, uses: faults.do@1, with: {do: FAULT, text: x}}
        """.Replace("FAULT", fault, StringComparison.Ordinal));
}
