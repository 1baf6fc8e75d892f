using System.Net;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Serving;

/// <summary><c>arch serve</c> itself: who may call, how it ends, and what it says of itself.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_NoProjectAtAll_IsReady()
    {
        await using var host = await ServedProject.StartAsync(new TempProject());

        (await host.GetAsync("/health/live")).Body.ShouldBe("live");
        (await host.GetAsync("/health/ready")).Body.ShouldBe("ready");
        (await host.GetAsync("/nothing")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6108");
        (await host.SendAsync(HttpMethod.Delete, "/api/v1/runs")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "ARCH6108");
        (await host.GetAsync("/errors/ARCH6105")).Body.ShouldStartWith("# ARCH6105: ");
        (await host.GetAsync("/errors/ARCH9999")).ShouldBeProblem(HttpStatusCode.NotFound, "ARCH6108");
    }

    [Theory]
    [InlineData("Host", "evil.example", HttpStatusCode.MisdirectedRequest, "ARCH6106")]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden, "ARCH6105")]
    [InlineData("X-Forwarded-For", "203.0.113.7", HttpStatusCode.Unauthorized, "ARCH6104")]
    [InlineData("Forwarded", "for=203.0.113.7", HttpStatusCode.Unauthorized, "ARCH6104")]
    public async Task Call_FromElsewhere_IsRefused(string header, string value, HttpStatusCode status, string code)
    {
        await using var host = await ServedProject.StartAsync(new TempProject());

        (await host.SendAsync(HttpMethod.Get, "/api/v1/runs", null, (header, value))).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Settings_AllowOriginsNamesAndStrangers()
    {
        await using var host = await ServedProject.StartAsync(new TempProject()
            .With("arch.yaml", "server: {origins: ['https://portal.example'], hosts: [arch.example], anonymous: true, body: 1KiB}\n"));

        (await host.SendAsync(HttpMethod.Get, "/api/v1/runs", null, ("Origin", "https://portal.example"))).Status.ShouldBe(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Get, "/api/v1/runs", null, ("Host", "arch.example"))).Status.ShouldBe(HttpStatusCode.OK);
        (await host.SendAsync(HttpMethod.Get, "/api/v1/runs", null, ("X-Forwarded-For", "203.0.113.7"))).Status.ShouldBe(HttpStatusCode.OK);
        (await host.PostAsync("/api/v1/runs", $$"""{"workflow":"{{new string('x', 2000)}}"}""")).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "ARCH6107");
    }

    [Fact]
    public async Task OpenApi_NamesEveryOperationWithItsPermission()
    {
        await using var host = await ServedProject.StartAsync(new TempProject());

        var document = (await host.GetAsync("/openapi/v1.json")).Json;

        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => (Id: operation.Value.GetProperty("operationId").GetString(), Permission: operation.Value.GetProperty("x-arch-permission").GetString()))
            .ToList();
        operations.Select(operation => operation.Id).ShouldBeUnique();
        operations.ShouldContain(("startRun", "runs.start"));
        operations.Count.ShouldBeGreaterThan(50);
        (await host.GetAsync("/docs/")).Body.ShouldContain("openapi/v1.json");
    }

    [Fact]
    public async Task Terminate_KeepsRuns_AndTheNextHostGoesOn()
    {
        using var project = new TempProject().With("workflows/gate.yaml", Workflows.Gate);
        string? id;
        using (var first = project.Start("serve", "--urls", "http://127.0.0.1:0"))
        {
            using var http = new HttpClient { BaseAddress = new Uri((await first.WaitForLineAsync("Serving at"))["Serving at ".Length..]) };
            using var body = new StringContent("""{"workflow":"test.gate"}""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/api/v1/runs", UriKind.Relative), body, TestContext.Current.CancellationToken);
            id = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("id").GetString();
            first.Signal(15);
            (await first.EndAsync()).ExitCode.ShouldBe(0);
        }

        (await project.StatusOfAsync(id!)).ShouldBe("waiting");
        using var second = project.Start("serve", "--urls", "http://127.0.0.1:0");
        await second.WaitForLineAsync("Serving at");
        (await project.RunAsync("runs", "signal", id!, "go", "--detach")).ExitCode.ShouldBe(0);
        SpinWait.SpinUntil(() => project.StatusOfAsync(id!).GetAwaiter().GetResult() == "succeeded", TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_WrongOnes_AreAllTold()
    {
        using var project = new TempProject()
            .With("arch.yaml", "server:\n  urls: [ftp://x]\n  roles: [cook]\n  body: much\n  wiat: 5s\nprofiles:\n  staging: {dta: x}\n");

        var result = await project.RunAsync("config", "check");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("arch.yaml:5:3 ARCH6002 'wiat' is no setting. Did you mean 'wait'?");
        result.Errors.ShouldContain("ARCH6002 'dta' is no setting. Did you mean 'data'?");
        result.Errors.ShouldContain("arch.yaml:2:3 ARCH6003 'server.urls' must be a URL");
        result.Errors.ShouldContain("ARCH6003 'server.roles' must be one or several of api, triggers, workers, agents, but is 'cook'.");
        result.Errors.ShouldContain("ARCH6003 'server.body' must be a size such as 512KiB, 10MiB or 1GiB, but is 'much'.");
    }

    [Fact]
    public async Task Config_ShowsWhatIsSetAndWhere()
    {
        using var project = new TempProject()
            .With("arch.yaml", "data: kept\nserver: {wait: 5s}\nprofiles:\n  staging: {server: {wait: 7s}}\n")
            .WithEnvironment("ARCH__SERVER__BODY", "1MiB");

        var plain = (await project.RunAsync("config", "show", "--output", "json")).Json;
        var staging = (await project.RunAsync("config", "show", "--profile", "staging")).Output;

        Of(plain, "data").ShouldBe(("kept", "arch.yaml:1:1"));
        Of(plain, "server.wait").ShouldBe(("5s", "arch.yaml:2:10"));
        Of(plain, "server.body").ShouldBe(("1MiB", "environment variable ARCH__SERVER__BODY"));
        Of(plain, "server.shutdown").ShouldBe(("30s", "default"));
        staging.Split('\n').Single(line => line.StartsWith("server.wait", StringComparison.Ordinal)).ShouldContain("7s");

        static (string?, string?) Of(System.Text.Json.JsonElement all, string name)
        {
            var one = all.EnumerateArray().Single(setting => setting.GetProperty("name").GetString() == name);
            return (one.GetProperty("values")[0].GetString(), one.GetProperty("origin").GetString());
        }
    }

    [Fact]
    public async Task Listen_PortTaken_SaysSo()
    {
        await using var host = await ServedProject.StartAsync(new TempProject());
        using var other = new TempProject();

        var result = await other.RunAsync("serve", "--urls", host.Http.BaseAddress!.ToString());

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("ARCH6100 The host cannot listen on");
    }
}
