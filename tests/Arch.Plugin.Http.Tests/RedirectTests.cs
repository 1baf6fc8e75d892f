using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;

namespace Arch.Plugin.Http.Tests;

public sealed class RedirectTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(301, "GET", "")]
    [InlineData(302, "GET", "")]
    [InlineData(303, "GET", "")]
    [InlineData(307, "POST", "x")]
    [InlineData(308, "POST", "x")]
    public async Task RunAsync_RedirectOfPost_KeepsOrDropsTheBody(int status, string method, string body)
    {
        await using var server = await Server.StartAsync(context => RedirectAsync(context, "/a", status, "/b"));

        var output = await _bench.RunAsync("http.request", new { url = server.Url + "/a", method = "POST", body = "x", auth = new { bearer = "t" } }, Token);

        output.GetProperty("url").GetString().ShouldBe(server.Url + "/b");
        var second = server.Seen[1];
        (second.Method, second.Body).ShouldBe((method, body));
        second.Headers.Authorization.ToString().ShouldBe("Bearer t");
    }

    [Fact]
    public async Task RunAsync_RedirectToAnotherOrigin_DropsCredentials()
    {
        await using var other = await Server.StartAsync(_ => Task.CompletedTask);
        await using var server = await Server.StartAsync(context => RedirectAsync(context, "/a", 307, other.Url + "/b"));
        var headers = new Dictionary<string, string> { ["Cookie"] = "c=1", ["X-Api-Key"] = "k", ["Accept"] = "text/plain" };

        await _bench.RunAsync("http.request", new { url = server.Url + "/a", headers, auth = new { bearer = "t" } }, Token);

        server.Seen.Single().Headers.Cookie.ToString().ShouldBe("c=1");
        var seen = other.Seen.Single().Headers;
        seen.ContainsKey("Authorization").ShouldBeFalse();
        seen.ContainsKey("Cookie").ShouldBeFalse();
        seen.ContainsKey("X-Api-Key").ShouldBeFalse();
        seen.Accept.ToString().ShouldBe("text/plain");
    }

    [Fact]
    public async Task RunAsync_SixRedirects_Fails()
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path + "x");
            return Task.CompletedTask;
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/" }, Token);

        failure.Code.ShouldBe("http_redirect");
        server.Seen.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://u:p@127.0.0.1/")]
    public async Task RunAsync_RedirectToForbiddenAddress_Fails(string location)
    {
        await using var server = await Server.StartAsync(context => RedirectAsync(context, "/a", 302, location));

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/a" }, Token);

        failure.Code.ShouldBe("http_redirect");
    }

    [Fact]
    public async Task RunAsync_NotFollowed_GivesTheRedirect()
    {
        await using var server = await Server.StartAsync(context => RedirectAsync(context, "/a", 302, "/b"));

        var output = await _bench.RunAsync("http.request", new { url = server.Url + "/a", follow_redirects = false, expect = "3xx" }, Token);

        output.GetProperty("headers").GetProperty("location").GetString().ShouldBe("/b");
        server.Seen.Count.ShouldBe(1);
    }

    private static Task RedirectAsync(HttpContext context, string from, int status, string to)
    {
        if (context.Request.Path == from)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = to;
        }

        return Task.CompletedTask;
    }
}
