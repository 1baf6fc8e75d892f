using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Operations;

/// <summary>Runs that are cancelled by another program than the one that started them.</summary>
public sealed class CancelTests
{
    private const string Trip = "workflows/examples/trip.yaml";

    [Fact]
    public async Task Cancel_Compensating_UndoesWhatWasDoneInReverseOrder()
    {
        using var project = new TempProject().WithExamples();
        var id = await project.RunUntilItWaitsAsync(Trip, "-i", "ask=true");
        File.Exists(project.PathOf("out/trip/flight.json")).ShouldBeTrue();

        var cancelled = await project.RunAsync("runs", "cancel", id, "--compensate", "--reason", "Ada is ill", "--output", "json");

        cancelled.ExitCode.ShouldBe(0, cancelled.ToString());
        cancelled.Json.GetProperty("status").GetString().ShouldBe("cancelled");
        var error = cancelled.Json.GetProperty("error");
        error.GetProperty("message").GetString().ShouldBe("Ada is ill");
        JsonSerializer.Serialize(error.GetProperty("compensation")).ShouldBe(
            """[{"step":"hotel","status":"succeeded","error":null},{"step":"flight","status":"succeeded","error":null}]""");
        Directory.GetFiles(project.PathOf("out/trip")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancel_WithoutCompensation_LeavesWhatWasDoneAndRunsFinally()
    {
        using var project = new TempProject().With("waits.yaml", Workflows.Waits);
        var id = await project.RunUntilItWaitsAsync("waits.yaml");

        var cancelled = await project.RunAsync("runs", "cancel", id);

        cancelled.ExitCode.ShouldBe(0, cancelled.ToString());
        cancelled.Output.ShouldContain("tidy | tidied up\n");
        cancelled.Output.ShouldContain("test.waits cancelled after ");
        cancelled.Output.ShouldEndWith("  cancelled: It was cancelled from the command line.\n");
        (await project.RunAsync("runs", "cancel", id)).Errors.ShouldStartWith("ARCH6009 ");
    }

    [Fact]
    public async Task Cancel_HostLivesThatFollowsTheRun_HostExitsWith3()
    {
        using var project = new TempProject().With("waits.yaml", Workflows.Waits);
        using var host = project.Start("run", "waits.yaml", "--follow");
        await host.WaitForLineAsync("pause waits until ");
        var listed = await project.RunAsync("runs", "list", "--output", "json");

        await project.RunAsync("runs", "cancel", listed.Json[0].GetProperty("runId").GetString()!);
        var followed = await host.EndAsync();

        followed.ExitCode.ShouldBe(3, followed.ToString());
    }
}
