using System.Net;
using System.Security.Cryptography;
using System.Text;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary>Webhooks, schedules, events and ends of runs that start runs, and what the API says of them.</summary>
public sealed class TriggersTests
{
    private const string Order = """
        arch: 1
        id: order
        namespace: test
        secrets: {hook: shop_hmac}
        triggers:
          web: {webhook: "/orders/{shop}", auth: {hmac: "${{ secrets.hook }}", header: X-Signature}, inputs: {id: "${{ trigger.body.id }}", shop: "${{ trigger.params.shop }}"}}
          open: {webhook: /open, method: [POST, PUT], when: trigger.body.total > 10, respond: {mode: result}}
          typed: {webhook: /typed, body: {type: object, properties: {id: {type: string}}}}
          once: {webhook: /once, dedupe: {key: "${{ trigger.body.id }}"}}
          bus: {event: "shop.*.paid", inputs: {id: "${{ trigger.data.id }}"}}
          tick: {every: 1s, inputs: {id: tick}}
        inputs:
          id: {type: string}
          shop: {type: string, default: none}
          total: {type: number, default: 0}
        steps:
          - {id: say, uses: core.log@1, with: {message: "${{ inputs.id }}"}}
        outputs: {id: {type: string, value: "${{ inputs.id }} of ${{ inputs.shop }}"}}
        """;

    private const string After = """
        arch: 1
        id: after
        namespace: test
        triggers:
          done: {workflow: test.greet, inputs: {text: "${{ trigger.outputs.greeting }}"}}
        inputs: {text: {type: string}}
        steps:
          - {id: say, uses: core.log@1, with: {message: "${{ inputs.text }}"}}
        outputs: {text: {type: string, value: "${{ inputs.text }}"}}
        """;

    private const string Shaped = """
        arch: 1
        id: shaped
        namespace: test
        triggers:
          web: {webhook: /shaped, method: GET, respond: {mode: result}}
        steps:
          - {id: say, uses: core.log@1, with: {message: hi}}
        outputs: {response: {type: any, value: {status: 418, headers: {X-Kind: tea}, body: {short: true}}}}
        """;

    [Fact]
    public async Task Webhook_Signed_StartsARun()
    {
        await using var host = await HostAsync();
        const string body = """{"id":"o1"}""";
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("hush"), Encoding.UTF8.GetBytes(body)));

        var answer = await host.SendAsync(HttpMethod.Post, "/hooks/orders/north", body, ("X-Signature", signature));
        var wrong = await host.SendAsync(HttpMethod.Post, "/hooks/orders/north", body + " ", ("X-Signature", signature));
        var missing = await host.PostAsync("/hooks/orders/north", body);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        var run = (await host.GetAsync($"/api/v1/runs/{answer.Json.GetProperty("run").GetString()}/wait?for=30s")).Json;
        run.GetProperty("outputs").GetProperty("id").GetString().ShouldBe("o1 of north", run.ToString());
        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized, "ARCH7111");
        missing.ShouldBeProblem(HttpStatusCode.Unauthorized, "ARCH7111");
        wrong.Body.ShouldNotContain("hush");
    }

    [Fact]
    public async Task Webhook_Result_GivesOutputsOrWhatTheWorkflowSays()
    {
        await using var host = await HostAsync();

        var answer = await host.PostAsync("/hooks/open", """{"id":"o2","total":11}""");
        var small = await host.PostAsync("/hooks/open", """{"id":"o2","total":9}""");
        var shaped = await host.GetAsync("/hooks/shaped");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json.GetProperty("id").GetString().ShouldBe("o2 of none");
        small.Json.GetProperty("status").GetString().ShouldBe("skipped", small.Body);
        ((int)shaped.Status).ShouldBe(418);
        shaped.Body.ShouldBe("""{"short":true}""");
        (await host.GetAsync("/hooks/open")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "ARCH7110");
        (await host.PostAsync("/hooks/nothing", "{}")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH7110");
        (await host.PostAsync("/hooks/typed", """{"id":7}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH7112");
        (await host.PostAsync("/hooks/typed", "{")).ShouldBeProblem(HttpStatusCode.BadRequest, "ARCH7112");
        (await host.PostAsync("/hooks/once", "{}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH7101");
        (await host.SendAsync(HttpMethod.Post, "/hooks/open", "{}", ("X-Forwarded-For", "203.0.113.7"))).ShouldBeProblem(HttpStatusCode.Unauthorized, "ARCH7111");
    }

    [Fact]
    public async Task Webhook_SameKeyTwice_IsOneRun()
    {
        await using var host = await HostAsync();

        var first = await host.PostAsync("/hooks/once", """{"id":"k"}""");
        var second = await host.PostAsync("/hooks/once", """{"id":"k"}""");

        first.Json.GetProperty("status").GetString().ShouldBe("started", first.Body);
        second.Json.GetProperty("status").GetString().ShouldBe("skipped", second.Body);
        (await host.GetAsync("/api/v1/firings?trigger=once")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Event_StartsARunOnce()
    {
        await using var host = await HostAsync();

        await host.PostAsync("/api/v1/events", """{"subject":"shop.north.paid","data":{"id":"e"},"id":"e1"}""");
        await host.PostAsync("/api/v1/events", """{"subject":"shop.north.paid","data":{"id":"e"},"id":"e1"}""");
        var firings = await host.UntilAsync("/api/v1/firings?trigger=bus&status=started", page => page.GetProperty("items").GetArrayLength() > 0);

        firings.GetProperty("items").GetArrayLength().ShouldBe(1);
        var run = firings.GetProperty("items")[0].GetProperty("runId").GetString();
        (await host.GetAsync($"/api/v1/runs/{run}/wait?for=30s")).Json.GetProperty("outputs").GetProperty("id").GetString().ShouldBe("e of none");
    }

    [Fact]
    public async Task EndOfARun_StartsTheNextWorkflow()
    {
        await using var host = await HostAsync();

        await host.RunAsync("test.greet", """{"name":"Ada"}""");
        var runs = await host.UntilAsync("/api/v1/runs?workflow=test.after&status=succeeded", page => page.GetProperty("items").GetArrayLength() == 1);

        var id = runs.GetProperty("items")[0].GetProperty("id").GetString();
        (await host.GetAsync($"/api/v1/runs/{id}/outputs")).Json.GetProperty("text").GetString().ShouldBe("Hello, Ada!");
    }

    [Fact]
    public async Task Schedule_FiresUntilItIsPaused_AndBackfills()
    {
        await using var host = await HostAsync();
        await host.UntilAsync("/api/v1/firings?trigger=tick&status=started", page => page.GetProperty("items").GetArrayLength() >= 2);

        var paused = (await host.PostAsync("/api/v1/triggers/test.order/tick/pause")).Json;
        var backfill = await host.PostAsync("/api/v1/triggers/test.order/tick/backfill", """{"from":"2026-01-01T00:00:01Z","until":"2026-01-01T00:00:03Z","id":"b"}""");
        var tick = (await host.GetAsync("/api/v1/triggers/test.order/tick?times=3")).Json;

        paused.GetProperty("isActive").GetBoolean().ShouldBeFalse();
        backfill.Json.GetProperty("times").GetInt32().ShouldBe(3, backfill.Body);
        tick.GetProperty("nextTimes").GetArrayLength().ShouldBe(3);
        tick.GetProperty("on").GetString().ShouldBe("every 1s");
        await host.UntilAsync("/api/v1/firings?trigger=tick&status=skipped", page => page.GetProperty("items").GetArrayLength() >= 1);
        var keys = (await host.GetAsync("/api/v1/firings?trigger=tick&limit=500")).Json.GetProperty("items").EnumerateArray()
            .Select(firing => (firing.GetProperty("at").GetString(), firing.GetProperty("status").GetString())).ToList();
        keys.ShouldBeUnique();
        (await host.PostAsync("/api/v1/triggers/test.order/tick/resume")).Json.GetProperty("isActive").GetBoolean().ShouldBeTrue();
        (await host.PostAsync("/api/v1/triggers/test.order/nosuch/pause")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH7103");
        (await host.PostAsync("/api/v1/triggers/test.order/web/backfill", """{"from":"1h"}""")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH7103");
        (await host.PostAsync("/api/v1/triggers/test.order/tick/backfill", """{"from":"9d"}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "ARCH7105");
    }

    [Fact]
    public async Task ByHand_Firing_SaysWhatCameOfIt()
    {
        await using var host = await HostAsync();

        var fired = await host.PostAsync("/api/v1/triggers/test.order/bus/fire", """{"trigger":{"data":{"id":"hand"}}}""");
        var wrong = await host.PostAsync("/api/v1/triggers/test.order/bus/fire", """{"trigger":{"data":{"id":7}}}""");
        await host.PostAsync("/api/v1/triggers/test.order/bus/pause");
        var paused = await host.PostAsync("/api/v1/triggers/test.order/bus/fire", """{"trigger":{"data":{"id":"hand"}}}""");

        fired.Json.GetProperty("status").GetString().ShouldBe("started", fired.Body);
        wrong.Json.GetProperty("status").GetString().ShouldBe("failed", wrong.Body);
        paused.Json.GetProperty("reason").GetString().ShouldBe("The trigger is paused by local.", paused.Body);
        (await host.GetAsync("/api/v1/triggers?kind=webhook")).Json.EnumerateArray().Select(one => one.GetProperty("on").GetString())
            .ShouldContain("POST|PUT /hooks/open");
    }

    private static Task<ServedProject> HostAsync() => ServedProject.StartAsync(new TempProject()
        .With("secrets/shop_hmac", "hush")
        .With("workflows/order.yaml", Order)
        .With("workflows/after.yaml", After)
        .With("workflows/shaped.yaml", Shaped)
        .With("workflows/greet.yaml", Workflows.Greet));
}
