using System.Net;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary><c>/api/v1/runs</c></summary>
public sealed class RunsApiTests
{
    [Fact]
    public async Task Start_AndWait_GivesOutputs()
    {
        await using var host = await HostAsync();

        var answer = await host.PostAsync("/api/v1/runs?wait=30s", """{"workflow":"test.greet","inputs":{"name":"Ada"}}""");

        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Body);
        var id = answer.Json.GetProperty("id").GetString();
        answer.Location.ShouldBe($"/api/v1/runs/{id}");
        answer.Json.GetProperty("status").GetString().ShouldBe("succeeded");
        (await host.GetAsync($"/api/v1/runs/{id}/outputs")).Json.GetProperty("greeting").GetString().ShouldBe("Hello, Ada!");
        (await host.GetAsync($"/api/v1/runs/{id}/steps")).Json.GetProperty("steps")[0].GetProperty("path").GetString().ShouldBe("say");
        (await host.GetAsync($"/api/v1/runs/{id}/journal?limit=1")).Json.GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("run_started");
    }

    [Theory]
    [InlineData("""{"workflow":"test.nobody"}""", HttpStatusCode.NotFound, "ARCH6005")]
    [InlineData("""{"workflow":"test.greet"}""", HttpStatusCode.UnprocessableEntity, "ARCH6111")]
    [InlineData("""{"workflow":"test.greet","inputs":{"name":7}}""", HttpStatusCode.UnprocessableEntity, "ARCH6111")]
    [InlineData("""{"workflow":"test.broken"}""", HttpStatusCode.Conflict, "ARCH6110")]
    [InlineData("""{"workflow":7}""", HttpStatusCode.BadRequest, "ARCH6102")]
    [InlineData("""{"workflow":"test.greet","inptus":{}}""", HttpStatusCode.BadRequest, "ARCH6102")]
    [InlineData("""{"inputs":{}}""", HttpStatusCode.BadRequest, "ARCH6102")]
    [InlineData("{", HttpStatusCode.BadRequest, "ARCH6102")]
    [InlineData(null, HttpStatusCode.BadRequest, "ARCH6102")]
    public async Task Start_Wrong_IsAProblem(string? body, HttpStatusCode status, string code)
    {
        await using var host = await HostAsync();

        (await host.PostAsync("/api/v1/runs", body)).ShouldBeProblem(status, code);

        (await host.GetAsync("/api/v1/runs")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Start_SameKeyTwice_IsOneRun()
    {
        await using var host = await HostAsync();

        var first = await StartAsync(host, "one", "Ada");
        var second = await StartAsync(host, "one", "Ada");
        var other = await StartAsync(host, "two", "Ada");

        first.Status.ShouldBe(HttpStatusCode.Created);
        second.Status.ShouldBe(HttpStatusCode.OK, second.Body);
        second.Json.GetProperty("isReplayed").GetBoolean().ShouldBeTrue();
        second.Json.GetProperty("id").GetString().ShouldBe(first.Json.GetProperty("id").GetString());
        other.Json.GetProperty("id").GetString().ShouldNotBe(first.Json.GetProperty("id").GetString());
        (await StartAsync(host, "one", "Bob")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH6112");
        (await StartAsync(host, new string('k', 300), "Ada")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
    }

    [Fact]
    public async Task List_Pages_GiveEveryRunOnce()
    {
        await using var host = await HostAsync();
        var started = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            started.Add((await host.RunAsync("test.greet", """{"name":"Ada"}""")).GetProperty("id").GetString());
        }

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = (await host.GetAsync($"/api/v1/runs?workflow=test.greet&status=succeeded&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}")).Json;
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(run => run.GetProperty("id").GetString()));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Reverse(started));
        (await host.GetAsync("/api/v1/runs?status=nosuch")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
        (await host.GetAsync("/api/v1/runs?limit=0")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
        (await host.GetAsync("/api/v1/runs?since=soon")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
        (await host.GetAsync("/api/v1/runs?limit=many")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
    }

    [Fact]
    public async Task Signal_OpensTheGate()
    {
        await using var host = await HostAsync();
        var id = await WaitingAsync(host, "test.gate");
        (await host.GetAsync($"/api/v1/runs/{id}/outputs")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH6113");

        var answer = await host.PostAsync($"/api/v1/runs/{id}/signals", """{"name":"go","data":{"n":1}}""");
        var run = (await host.GetAsync($"/api/v1/runs/{id}/wait?for=30s")).Json;

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        run.GetProperty("outputs").GetProperty("data").GetProperty("n").GetInt32().ShouldBe(1, run.ToString());
        (await host.PostAsync($"/api/v1/runs/{id}/signals", """{"name":"go"}""")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH3206");
    }

    [Fact]
    public async Task PauseResumeCancel_DoSo()
    {
        await using var host = await HostAsync();
        var id = await WaitingAsync(host, "test.gate");

        (await host.PostAsync($"/api/v1/runs/{id}/pause", """{"reason":"lunch"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await host.UntilAsync($"/api/v1/runs/{id}", run => run.GetProperty("status").GetString() == "paused");
        (await host.PostAsync($"/api/v1/runs/{id}/resume")).Status.ShouldBe(HttpStatusCode.OK);
        await host.UntilAsync($"/api/v1/runs/{id}", run => run.GetProperty("status").GetString() == "waiting");
        (await host.PostAsync($"/api/v1/runs/{id}/cancel", """{"reason":"enough"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await host.UntilAsync($"/api/v1/runs/{id}", run => run.GetProperty("status").GetString() == "cancelled");

        (await host.PostAsync($"/api/v1/runs/{id}/cancel")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH3206");
        foreach (var verb in (string[])["cancel", "pause", "resume", "retry"])
        {
            (await host.PostAsync($"/api/v1/runs/nobody/{verb}")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH3204");
        }
    }

    [Fact]
    public async Task RerunReplayRetryDiff_RepeatRuns()
    {
        await using var host = await HostAsync();
        var first = (await host.RunAsync("test.greet", """{"name":"Ada"}""")).GetProperty("id").GetString();
        var failed = (await host.RunAsync("test.fails")).GetProperty("id").GetString();

        var rerun = await host.PostAsync($"/api/v1/runs/{first}/rerun", """{"inputs":{"name":"Bob"}}""");
        var replay = await host.PostAsync($"/api/v1/runs/{first}/replay", """{"from":"say"}""");
        var id = rerun.Json.GetProperty("id").GetString();

        rerun.Status.ShouldBe(HttpStatusCode.Created, rerun.Body);
        replay.Status.ShouldBe(HttpStatusCode.Created, replay.Body);
        (await host.GetAsync($"/api/v1/runs/{id}/wait")).Json.GetProperty("outputs").GetProperty("greeting").GetString().ShouldBe("Hello, Bob!");
        var diff = (await host.GetAsync($"/api/v1/runs/{first}/diff?with={id}")).Json;
        diff.GetProperty("sameInputs").GetBoolean().ShouldBeFalse();
        diff.GetProperty("steps")[0].GetProperty("differs")[0].GetString().ShouldBe("inputs");
        (await host.PostAsync($"/api/v1/runs/{failed}/retry")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.PostAsync($"/api/v1/runs/{first}/retry")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH3221");
        (await host.PostAsync($"/api/v1/runs/{first}/replay", """{"from":"nosuch"}""")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH3222");
        (await host.PostAsync($"/api/v1/runs/{first}/rerun", """{"inputs":{"name":1}}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH6111");
        (await host.GetAsync($"/api/v1/runs/{first}/diff")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
        (await host.GetAsync($"/api/v1/runs/{first}/steps?at=999")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH3225");
    }

    [Fact]
    public async Task Bulk_CancelsAllThatWait()
    {
        await using var host = await HostAsync();
        var runs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            runs.Add(await WaitingAsync(host, "test.gate"));
        }

        var answer = await host.PostAsync("/api/v1/runs/bulk", """{"action":"cancel","workflow":"test.gate","reason":"over"}""");
        var refused = await host.PostAsync("/api/v1/runs/bulk", """{"action":"retry","runs":["nobody"]}""");

        answer.Json.GetProperty("done").GetInt32().ShouldBe(3, answer.Body);
        foreach (var id in runs)
        {
            await host.UntilAsync($"/api/v1/runs/{id}", run => run.GetProperty("status").GetString() == "cancelled");
        }

        refused.Json.GetProperty("refused")[0].GetProperty("code").GetString().ShouldBe("ARCH3204", refused.Body);
        (await host.PostAsync("/api/v1/runs/bulk", """{"action":"explode"}""")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
    }

    private static Task<ApiAnswer> StartAsync(ServedProject host, string key, string name) =>
        host.SendAsync(HttpMethod.Post, "/api/v1/runs", $$$"""{"workflow":"test.greet","inputs":{"name":"{{{name}}}"}}""", ("Idempotency-Key", key));

    private static async Task<string> WaitingAsync(ServedProject host, string workflow)
    {
        var id = (await host.PostAsync("/api/v1/runs", $$"""{"workflow":"{{workflow}}"}""")).Json.GetProperty("id").GetString()!;
        await host.UntilAsync($"/api/v1/runs/{id}", run => run.GetProperty("status").GetString() == "waiting");
        return id;
    }

    private static Task<ServedProject> HostAsync() => ServedProject.StartAsync(new TempProject()
        .With("workflows/greet.yaml", Workflows.Greet)
        .With("workflows/gate.yaml", Workflows.Gate)
        .With("workflows/fails.yaml", Workflows.Fails)
        .With("workflows/broken.yaml", "arch: 1\nid: broken\nnamespace: test\nsteps:\n  - {id: a, uses: no.such@1}\n"));
}
