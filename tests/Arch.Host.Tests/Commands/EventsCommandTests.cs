using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class EventsCommandTests
{
    private const string Paid = """
        arch: 1
        id: paid
        namespace: test
        steps:
          - {id: paid, wait: {event: orders.*.paid, match: event.data.amount > 10}}
          - {id: news, emit: test.done, data: {amount: "${{ steps.paid.outputs.data.amount }}"}}
        """;

    [Fact]
    public async Task Publish_RunWaitsForIt_RunGoesOnAndItsOwnEventIsInTheLog()
    {
        using var project = new TempProject().With("paid.yaml", Paid);
        var id = await project.RunUntilItWaitsAsync("paid.yaml");

        var small = await project.RunAsync("events", "publish", "orders.7.paid", "--data", """{"amount": 5}""");
        var before = await project.StatusOfAsync(id);
        var large = await project.RunAsync("events", "publish", "orders.7.paid", "--data", """{"amount": 50}""", "--id", "e1");
        var after = await project.StatusOfAsync(id);
        var paid = await project.RunAsync("events", "list", "orders.>", "--output", "json");
        var done = await project.RunAsync("events", "list", "test.done");

        small.ExitCode.ShouldBe(0, small.ToString());
        large.Output.ShouldEndWith("Published orders.7.paid (event e1).\n");
        (before, after).ShouldBe(("waiting", "succeeded"));
        paid.Json.EnumerateArray().Select(message => message.GetProperty("data").GetProperty("amount").GetInt32()).ShouldBe([5, 50]);
        done.Output.ShouldEndWith($"  test.done  {{\"amount\":50}}  (run {id})\n");
    }

    [Fact]
    public async Task Run_WaitsForAPattern_TellsHowToGoOn()
    {
        using var project = new TempProject().With("paid.yaml", Paid);

        var run = await project.RunAsync("run", "paid.yaml");

        run.Output.ShouldEndWith("  paid waits for an event 'orders.*.paid'\n    arch events publish orders.PART.paid\n");
    }

    [Theory]
    [InlineData("orders.*")]
    [InlineData("orders..paid")]
    [InlineData("two words")]
    public async Task Publish_NoSubject_ExitsWith2(string subject)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("events", "publish", subject);

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Errors.ShouldStartWith($"ARCH6015 '{subject}' cannot be the subject of an event");
        Directory.Exists(project.PathOf(".arch")).ShouldBeFalse();
    }
}
