using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class PermitsCommandTests
{
    [Fact]
    public async Task List_OneHoldsAndOneWaits_ShowsBothUntilTheTurnHasPassed()
    {
        using var project = new TempProject().With("gate.yaml", Workflows.Gate + "\nconcurrency: {key: door}\n");
        var first = await project.RunUntilItWaitsAsync("gate.yaml");
        var second = await project.RunUntilItWaitsAsync("gate.yaml");

        var queued = await project.RunAsync("permits", "list", "door", "--output", "json");
        var waits = await project.RunAsync("runs", "waits", second);
        await project.RunAsync("runs", "signal", first, "go");
        var passed = await project.RunAsync("permits", "list", "--output", "json");
        await project.RunAsync("runs", "signal", second, "go");
        var none = await project.RunAsync("permits", "list");

        queued.Json.EnumerateArray().Select(permit => $"{permit.GetProperty("runId")} {permit.GetProperty("granted")}")
            .ShouldBe([$"{first} True", $"{second} False"]);
        waits.Output.ShouldContain("  The run waits for a permit of 'door'\n    arch permits list door\n");
        passed.Json.EnumerateArray().Select(permit => $"{permit.GetProperty("runId")} {permit.GetProperty("granted")}").ShouldBe([$"{second} True"]);
        none.ShouldBe(new ArchResult(0, "", "No permits are held or waited for.\n"));
    }
}
