using System.Net;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary>Tasks, events, agents, plugins and secrets over the API.</summary>
public sealed class ServicesApiTests
{
    private const string Asks = """
        arch: 1
        id: asks
        namespace: test
        steps:
          - id: approve
            human: {title: Approve it, actions: [approve, reject], form: {why: {type: string}}}
        outputs: {why: {type: any, value: "${{ steps.approve.outputs }}"}}
        """;

    private const string Waits = """
        arch: 1
        id: paid
        namespace: test
        steps:
          - {id: paid, wait: {event: orders.paid}}
        """;

    private const string Counter = """
        arch: 1
        kind: agent
        id: counter
        namespace: test
        uses: agent.script@1
        with:
          state: {count: 0}
          script: |
            if (message.kind === 'start') { return; }
            return { state: { count: state.count + message.data }, log: 'counted' };
        """;

    [Fact]
    public async Task Task_IsCompletedOnce()
    {
        await using var host = await HostAsync();
        var run = (await host.PostAsync("/api/v1/runs", """{"workflow":"test.asks"}""")).Json.GetProperty("id").GetString();
        var tasks = await host.UntilAsync($"/api/v1/tasks?run={run}", page => page.GetProperty("items").GetArrayLength() == 1);
        var id = tasks.GetProperty("items")[0].GetProperty("id").GetString();

        var task = (await host.GetAsync($"/api/v1/tasks/{id}")).Json;
        (await host.PostAsync($"/api/v1/tasks/{id}/complete", "{}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH3208");
        (await host.PostAsync($"/api/v1/tasks/{id}/complete", """{"action":"nosuch"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH3208");
        (await host.PostAsync($"/api/v1/tasks/{id}/complete", """{"action":"approve","form":{"why":7}}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH3208");
        var done = await host.PostAsync($"/api/v1/tasks/{id}/complete", """{"action":"approve","form":{"why":"fits"}}""");

        task.GetProperty("form").GetProperty("properties").GetProperty("why").GetProperty("type").GetString().ShouldBe("string");
        done.Status.ShouldBe(HttpStatusCode.OK, done.Body);
        (await host.GetAsync($"/api/v1/runs/{run}/wait?for=30s")).Json.GetProperty("status").GetString().ShouldBe("succeeded");
        (await host.PostAsync($"/api/v1/tasks/{id}/complete", """{"action":"approve"}""")).ShouldBeProblem(HttpStatusCode.Conflict, "ARCH6114");
        (await host.GetAsync("/api/v1/tasks/nobody")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH3207");
    }

    [Fact]
    public async Task Event_LetsARunGoOn_AndIsLogged()
    {
        await using var host = await HostAsync();
        var run = (await host.PostAsync("/api/v1/runs", """{"workflow":"test.paid"}""")).Json.GetProperty("id").GetString();
        await host.UntilAsync($"/api/v1/runs/{run}", one => one.GetProperty("status").GetString() == "waiting");

        var published = await host.PostAsync("/api/v1/events", """{"subject":"orders.paid","data":{"n":1},"id":"e1"}""");

        published.Status.ShouldBe(HttpStatusCode.Accepted, published.Body);
        (await host.GetAsync($"/api/v1/runs/{run}/wait?for=30s")).Json.GetProperty("status").GetString().ShouldBe("succeeded");
        (await host.GetAsync("/api/v1/events?subject=orders.*")).Json[0].GetProperty("id").GetString().ShouldBe("e1");
        (await host.PostAsync("/api/v1/events", """{"subject":"orders.*"}""")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6015");
    }

    [Fact]
    public async Task Agent_TakesMessagesAndOrders()
    {
        await using var host = await HostAsync();
        await host.UntilAsync("/api/v1/agents/test.counter", agent => agent.GetProperty("status").GetString() == "running");

        var sent = await host.PostAsync("/api/v1/agents/test.counter/messages", """{"data":5,"id":"m"}""");
        var again = await host.PostAsync("/api/v1/agents/test.counter/messages", """{"data":5,"id":"m"}""");
        var agent = await host.UntilAsync("/api/v1/agents/test.counter", one => one.GetProperty("handled").GetInt64() == 2);

        sent.Json.GetProperty("isNew").GetBoolean().ShouldBeTrue(sent.Body);
        again.Json.GetProperty("isNew").GetBoolean().ShouldBeFalse();
        agent.GetProperty("state").GetProperty("count").GetInt32().ShouldBe(5);
        (await host.GetAsync("/api/v1/agents/test.counter/logs")).Json[0].GetProperty("text").GetString().ShouldBe("counted");
        (await host.PostAsync("/api/v1/agents/test.counter/pause", """{"reason":"rest"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await host.UntilAsync("/api/v1/agents/test.counter", one => one.GetProperty("status").GetString() == "paused");
        (await host.PostAsync("/api/v1/agents/test.counter/dance")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6108");
        (await host.GetAsync("/api/v1/agents/test.nobody")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6020");
        (await host.PostAsync("/api/v1/agents/test.nobody/messages", "{}")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6020");
    }

    [Fact]
    public async Task PluginsAndStepTypes_AreDescribed()
    {
        await using var host = await HostAsync();

        (await host.GetAsync("/api/v1/plugins")).Json.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldContain("arch.http");
        (await host.GetAsync("/api/v1/step-types")).Json.EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldContain("http.request");
        (await host.GetAsync("/api/v1/step-types/http.request")).Json.GetProperty("inputs").GetProperty("required")[0].GetString().ShouldBe("url");
        (await host.GetAsync("/api/v1/step-types/no.such")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6119");
        (await host.GetAsync("/api/v1/host")).Json.GetProperty("workflows").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Secret_GoesInAndNeverOut()
    {
        await using var host = await HostAsync();

        (await host.SendAsync(HttpMethod.Put, "/api/v1/secrets/token", """{"value":"hush-hush"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        var list = await host.GetAsync("/api/v1/secrets");

        list.Json[0].GetProperty("name").GetString().ShouldBe("token");
        list.Body.ShouldNotContain("hush");
        host.Project.Read("secrets/token").ShouldBe("hush-hush");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(host.Project.PathOf("secrets/token")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await host.SendAsync(HttpMethod.Put, "/api/v1/secrets/..%2Fx", """{"value":"v"}""")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6102");
        (await host.SendAsync(HttpMethod.Put, "/api/v1/secrets/token", """{"value":""}""")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH6121");
        (await host.SendAsync(HttpMethod.Delete, "/api/v1/secrets/token")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, "/api/v1/secrets/token")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6120");
        (await host.GetAsync("/api/v1/connections")).Body.ShouldBe("""[{"name":"shop","for":["http.request"]}]""");
    }

    private static Task<ServedProject> HostAsync() => ServedProject.StartAsync(new TempProject()
        .With("arch.yaml", "connections:\n  shop: {for: [http.request], with: {base_url: 'https://shop.example.com', auth: {bearer: {secret: token}}}}\n")
        .With("workflows/asks.yaml", Asks)
        .With("workflows/paid.yaml", Waits)
        .With("workflows/counter.yaml", Counter));
}
