using Arch.Engine.Runs;
using Arch.Engine.Tests.Support;
using Arch.Expressions.Values;

namespace Arch.Engine.Tests.Running;

public sealed class WaitTests
{
    private const string ForGo = """
        steps: [{id: w, wait: {signal: go}}, {id: a, uses: test.do@1, with: {v: "${{ steps.w.outputs.data.n }}"}}]
        outputs: {v: {type: any, value: "${{ steps.a.outputs.v }}"}, by: {type: any, value: "${{ steps.w.outputs.by }}"}}
        """;

    [Fact]
    public async Task Signal_ThatCame_EndsTheWaitWithItsData()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(ForGo);

        await host.Engine.SignalAsync(id, "go", ValueJson.Parse("""{"n":7}"""), by: "ann");

        var run = await host.EndAsync(id);
        ValueJson.ToJson(run.Outputs).ShouldBe("""{"v":7,"by":"ann"}""");
    }

    [Fact]
    public async Task Signal_BeforeItsWait_IsKeptForIt()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: first, wait: {signal: one}}, {id: second, wait: {signal: two}}]");

        await host.Engine.SignalAsync(id, "two");
        await host.Engine.SignalAsync(id, "one");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Signal_OneForTwoWaits_EndsTheOlderOnly()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps:
              - id: p
                parallel: {l: [{id: left, wait: {signal: go}}], r: [{id: right, wait: {signal: go}}]}
            """);

        await host.Engine.SignalAsync(id, "go");
        (await host.Engine.WaitAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken)).Status.ShouldBe(RunStatus.Waiting);
        await host.Engine.SignalAsync(id, "go");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
        host.Path().ShouldBe("left right p");
    }

    [Fact]
    public async Task Signal_ThatDoesNotMatch_IsKeptAndTheWaitGoesOn()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps: [{id: w, wait: {signal: go, match: event.data.n > 1}}, {id: x, wait: {signal: go}}]
            outputs: {w: {type: any, value: "${{ steps.w.outputs.data.n }}"}, x: {type: any, value: "${{ steps.x.outputs.data.n }}"}}
            """);

        await host.Engine.SignalAsync(id, "go", ValueJson.Parse("""{"n":1}"""));
        await host.Engine.SignalAsync(id, "go", ValueJson.Parse("""{"n":2}"""));

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"w":2,"x":1}""");
    }

    [Fact]
    public async Task Signal_ToARunThatEnded_IsRefused()
    {
        await using var host = new TestHost();
        var run = await host.RunAsync("steps: [{id: a, emit: x}]");

        var refused = await Should.ThrowAsync<Sdk.ArchException>(() => host.Engine.SignalAsync(run.RunId, "go"));

        refused.Code.ShouldBe("ARCH3206");
    }

    [Fact]
    public async Task Event_WithAMatchingSubjectAndData_EndsTheWait()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps: [{id: w, wait: {event: "health.*", match: event.data.status === 'up'}}]
            outputs: {subject: {type: string, value: "${{ steps.w.outputs.subject }}"}}
            """);

        await host.Engine.PublishAsync(Event(host, "e1", "health.db", """{"status":"down"}"""));
        await host.Engine.PublishAsync(Event(host, "e2", "other.db", """{"status":"up"}"""));
        await host.Engine.PublishAsync(Event(host, "e3", "health.web", """{"status":"up"}"""));

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"subject":"health.web"}""");
    }

    [Fact]
    public async Task Event_EmittedByTheRunBeforeItsWait_IsTakenOnce()
    {
        await using var host = new TestHost();
        var id = await host.StartAsync("""
            steps:
              - {id: say, emit: done.mine, data: {n: 1}}
              - {id: first, wait: {event: done.mine}}
              - {id: second, wait: {event: done.mine, timeout: 1h, on_timeout: continue}}
            outputs: {n: {type: any, value: "${{ steps.first.outputs.data.n }}"}, late: {type: boolean, value: "${{ steps.second.outputs.timed_out }}"}}
            """);
        await TestHost.UntilAsync(() => host.Store.FindAsync(id).AsTask().GetAwaiter().GetResult()!.DueAt is not null);

        host.Time.Advance(TimeSpan.FromHours(2));

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"n":1,"late":true}""");
    }

    [Fact]
    public async Task Any_OfSignalAndTimer_TakesWhatComesFirst()
    {
        const string Workflow = """
            steps: [{id: w, wait: {any: [{signal: go}, {for: 1h}]}}]
            outputs: {index: {type: integer, value: "${{ steps.w.outputs.index }}"}}
            """;
        await using var host = new TestHost();
        var signalled = await host.ParkAsync(Workflow);
        var timed = await host.ParkAsync(Workflow);

        await host.Engine.SignalAsync(signalled, "go");
        var first = await host.EndAsync(signalled);
        host.Time.Advance(TimeSpan.FromHours(2));

        first.Outputs["index"].ShouldBe(Value.From(0));
        (await host.EndAsync(timed)).Outputs["index"].ShouldBe(Value.From(1));
    }

    [Fact]
    public async Task All_OfSignalEventAndTimer_NeedsEach()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps: [{id: w, wait: {all: [{signal: go}, {event: ready}, {for: 1h}]}}]
            outputs: {results: {type: any, value: "${{ steps.w.outputs.results.map(r => r.name ?? r.subject ?? 'time') }}"}}
            """);

        await host.Engine.PublishAsync(Event(host, "e1", "ready", "{}"));
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.Engine.SignalAsync(id, "go");

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"results":["go","ready","time"]}""");
    }

    [Fact]
    public async Task Timeout_OfAWait_FailsItSoThatACatchSees()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("""
            steps:
              - id: t
                try: [{id: confirmed, wait: {signal: ok, timeout: 2h}}]
                catch: [{when: error.kind === 'timeout' && error.step === 'confirmed', do: [{id: expired, return: {status: expired}}]}]
            outputs: {status: {type: string}}
            """);

        host.Time.Advance(TimeSpan.FromHours(3));

        ValueJson.ToJson((await host.EndAsync(id)).Outputs).ShouldBe("""{"status":"expired"}""");
    }

    [Fact]
    public async Task Human_Completed_GivesActionFormAndPerson()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Review);
        var task = (await host.Index.ListTasksAsync(new())).ShouldHaveSingleItem();

        await host.Engine.CompleteTaskAsync(task.Id, "approve", ValueJson.Parse("""{"reason":"fine"}"""), "ann");

        var run = await host.EndAsync(id);
        (task.Title, task.StepPath).ShouldBe(("Approve 5", "review"));
        task.Actions.ShouldBe(["approve", "reject"]);
        ValueJson.ToJson(run.Outputs).ShouldBe("""{"action":"approve","reason":"fine","by":"ann"}""");
        (await host.Index.FindTaskAsync(task.Id))!.Status.ShouldBe(HumanTaskStatus.Completed);
    }

    [Theory]
    [InlineData("shout", """{"reason":"x"}""")]
    [InlineData("approve", """{"reason":5}""")]
    public async Task Human_CompletedWrongly_IsRefusedAndStaysOpen(string action, string form)
    {
        await using var host = new TestHost();
        await host.ParkAsync(Review);
        var task = (await host.Index.ListTasksAsync(new())).ShouldHaveSingleItem();

        var refused = await Should.ThrowAsync<Sdk.ArchException>(
            () => host.Engine.CompleteTaskAsync(task.Id, action, ValueJson.Parse(form)));

        refused.Code.ShouldBe("ARCH3208");
        (await host.Index.FindTaskAsync(task.Id))!.Status.ShouldBe(HumanTaskStatus.Open);
    }

    [Fact]
    public async Task Human_PastDue_FailsAndTheTaskExpires()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync(Review);

        host.Time.Advance(TimeSpan.FromDays(2));

        (await host.EndAsync(id)).Error!.Kind.ShouldBe(StepErrorKinds.Timeout);
        (await host.Index.ListTasksAsync(new() { Status = null })).Single().Status.ShouldBe(HumanTaskStatus.Expired);
    }

    [Fact]
    public async Task Human_Escalated_TellsOthersAndStaysOpen()
    {
        await using var host = new TestHost();
        var id = await host.ParkAsync("steps: [{id: h, human: {title: Look, due: 1h, on_due: escalate}}]");
        var task = (await host.Index.ListTasksAsync(new())).Single();

        host.Time.Advance(TimeSpan.FromHours(2));
        await TestHost.UntilAsync(() => !host.Events.IsEmpty);
        await host.Engine.CompleteTaskAsync(task.Id, "complete");

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Succeeded);
        host.Events.Single().Subject.ShouldBe("arch.tasks.escalated");
    }

    private const string Review = """
        inputs: {n: {type: integer, default: 5}}
        steps:
          - id: review
            human:
              title: Approve ${{ inputs.n }}
              assign: {role: manager}
              actions: [approve, reject]
              form: {reason: {type: string}}
              due: 1d
              on_due: fail
        outputs:
          action: {type: string, value: "${{ steps.review.outputs.action }}"}
          reason: {type: string, value: "${{ steps.review.outputs.form.reason }}"}
          by: {type: any, value: "${{ steps.review.outputs.by }}"}
        """;

    private static BusEvent Event(TestHost host, string id, string subject, string data) =>
        new() { Id = id, Subject = subject, Data = ValueJson.Parse(data), At = host.Time.GetUtcNow() };
}
