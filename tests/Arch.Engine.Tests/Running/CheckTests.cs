using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.Running;

public sealed class CheckTests
{
    [Fact]
    public async Task RunAsync_ChecksThatWarn_AreToldInOrderAndLetTheRunGoOn()
    {
        await using var host = new TestHost();

        var run = await host.RunAsync("""
            inputs: {n: {type: integer, default: 12}}
            checks:
              - {when: inputs.n <= 10, message: "${{ inputs.n }} are many", level: warn}
              - {when: inputs.n > 0, message: never said, level: warn}
              - {when: JSON.parse(run.id) === 1, message: never said, level: warn}
              - {when: inputs.n < 100, message: never said}
            steps: [{id: a, return: {v: 1}}]
            """);

        run.Status.ShouldBe(RunStatus.Succeeded);
        host.Warnings.Select(warning => warning.RunId).ShouldBe([run.RunId, run.RunId]);
        var messages = host.Warnings.Select(warning => warning.Message).ToList();
        messages[0].ShouldBe("12 are many");
        messages[1].ShouldStartWith("The check at test.yaml:8:12 cannot be evaluated: SyntaxError");
    }

    [Fact]
    public async Task RunAsync_CheckThatWarnsBeforeOneThatBlocks_IsToldAndTheRunFails()
    {
        await using var host = new TestHost();

        var run = await host.RunAsync("""
            checks: [{when: 1 > 2, message: first, level: warn}, {when: 1 > 2, message: second}]
            steps: [{id: a, emit: a}]
            """);

        run.Error!.Message.ShouldBe("second");
        host.Warnings.Single().Message.ShouldBe("first");
        host.Events.ShouldBeEmpty();
    }
}
