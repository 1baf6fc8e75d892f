using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

/// <summary>Human tasks end to end, with the example that asks a person.</summary>
public sealed class TasksCommandTests
{
    private const string Approval = "workflows/examples/approval.yaml";

    [Fact]
    public async Task Complete_OpenTask_RunGoesOnWithWhatWasChosen()
    {
        using var project = new TempProject().WithExamples();
        var run = await project.RunUntilItWaitsAsync(Approval, "-i", "amount=250");
        var listed = await project.RunAsync("tasks", "list", "--output", "json");
        var id = listed.Json[0].GetProperty("id").GetString()!;

        var shown = await project.RunAsync("tasks", "show", id);
        var completed = await project.RunAsync(
            "tasks", "complete", id, "--action", "reject", "--form", """{"comment": "Too much"}""", "--by", "Grace", "--output", "json");
        var after = await project.RunAsync("tasks", "list");
        var closed = await project.RunAsync("tasks", "list", "--all", "--run", run, "--output", "json");
        var again = await project.RunAsync("tasks", "complete", id, "--action", "approve");

        listed.Json[0].GetProperty("title").GetString().ShouldBe("Approve 250 for: A new chair");
        shown.Output.ShouldStartWith("Approve 250 for: A new chair\nChoose 'reject' and say why when it is too much.\n");
        shown.Output.ShouldContain("\nFor:      {\"role\":\"manager\"}\n");
        shown.Output.ShouldContain("  comment: string\n      What the applicant is told\n");
        shown.Output.ShouldEndWith($"arch tasks complete {id} --action approve --form '{{...}}'\n");
        completed.ExitCode.ShouldBe(0, completed.ToString());
        JsonSerializer.Serialize(completed.Json.GetProperty("outputs")).ShouldBe("""{"decision":"rejected","by":"Grace"}""");
        after.ShouldBe(new ArchResult(0, "", "No open tasks.\n"));
        closed.Json[0].GetProperty("status").GetString().ShouldBe("completed");
        closed.Json[0].GetProperty("by").GetString().ShouldBe("Grace");
        again.ExitCode.ShouldBe(2);
        again.Errors.ShouldStartWith($"ARCH6014 The task '{id}' is not open any more: completed with 'reject' by Grace at ");
    }

    [Fact]
    public async Task Complete_WhatDoesNotFit_IsRefusedAndTheTaskStaysOpen()
    {
        using var project = new TempProject().WithExamples();
        await project.RunUntilItWaitsAsync(Approval);
        var listed = await project.RunAsync("tasks", "list", "--output", "json");
        var id = listed.Json[0].GetProperty("id").GetString()!;

        var noAction = await project.RunAsync("tasks", "complete", id);
        var wrongAction = await project.RunAsync("tasks", "complete", id, "--action", "burn");
        var wrongForm = await project.RunAsync("tasks", "complete", id, "--action", "approve", "--form", """{"comment": 5}""");

        (noAction.ExitCode, wrongAction.ExitCode, wrongForm.ExitCode).ShouldBe((2, 2, 2));
        noAction.Errors.ShouldBe($"ARCH6001 The task '{id}' has several actions. Choose one: --action approve|reject\n");
        wrongAction.Errors.ShouldStartWith("ARCH3208 ");
        wrongForm.Errors.ShouldStartWith("ARCH3208 ");
        (await project.RunAsync("tasks", "list", "--output", "json")).Json.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("complete")]
    public async Task Command_UnknownTask_ExitsWith2(string command)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("tasks", command, "r:1");

        result.ShouldBe(new ArchResult(2, "", "ARCH6013 There is no task 'r:1' in this project. 'arch tasks list' shows the open ones.\n"));
    }
}
