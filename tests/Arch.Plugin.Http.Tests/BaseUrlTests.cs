using Arch.Plugin.Testing;
using Arch.Sdk;

namespace Arch.Plugin.Http.Tests;

public sealed class BaseUrlTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("/v2", "orders", "/v2/orders")]
    [InlineData("/v2/", "/orders", "/v2/orders")]
    [InlineData("/v2", "", "/v2/")]
    [InlineData("/v2", "a/../b", "/v2/b")]
    [InlineData("", "a", "/a")]
    [InlineData("/v2", "{origin}/v2/x", "/v2/x")]
    public async Task Url_BelowTheBase_IsAskedForWithTheConnectionsHeaders(string basePath, string address, string path)
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);
        var input = new
        {
            base_url = server.Url + basePath,
            url = address.Replace("{origin}", server.Url, StringComparison.Ordinal),
            connection_headers = new Dictionary<string, string> { ["X-Key"] = "k" },
        };

        await _bench.RunAsync("http.request", input, Token);

        (server.Seen.Single().Path, server.Seen.Single().Headers["X-Key"].ToString()).ShouldBe((path, "k"));
    }

    [Theory]
    [InlineData("../admin")]
    [InlineData("/../admin")]
    [InlineData("a/../../admin")]
    [InlineData("%2e%2e/admin")]
    [InlineData("..%2fadmin")]
    [InlineData("..%252fadmin")]
    [InlineData("a/..;/admin")]
    [InlineData("..\\admin")]
    [InlineData("..%5cadmin")]
    [InlineData("//evil.example/")]
    [InlineData("\\\\evil.example\\")]
    [InlineData("http://evil.example/v2/")]
    [InlineData("http://127.0.0.1:1@evil.example/v2/")]
    [InlineData("http://127.0.0.1:1/v20/")]
    [InlineData("https://127.0.0.1:1/v2/")]
    [InlineData("http://127.0.0.1:2/v2/")]
    [InlineData("http://u@127.0.0.1:1/v2/")]
    [InlineData("javascript:alert(1)")]
    public async Task Url_NotBelowTheBase_Fails(string address)
    {
        var failure = await _bench.FailAsync("http.request", new { base_url = "http://127.0.0.1:1/v2", url = address, auth = new { bearer = "t" } }, Token);

        (failure.Code, failure.Message).ShouldBe(("http_input", $"The url '{address}' does not stay below the base_url 'http://127.0.0.1:1/v2/'."));
    }

    [Fact]
    public async Task ConnectionHeaders_WithoutBase_Fail()
    {
        var input = new { url = "http://127.0.0.1:1/", connection_headers = new Dictionary<string, string> { ["A"] = "b" } };

        (await _bench.FailAsync("http.request", input, Token)).Message.ShouldBe("'connection_headers' needs 'base_url': they go to its origin only.");
    }

    [Fact]
    public async Task ConnectionHeaders_GivenByTheWorkflowToo_Fail()
    {
        var input = new
        {
            base_url = "http://127.0.0.1:1/",
            url = "a",
            headers = new Dictionary<string, string> { ["x-tenant"] = "b" },
            connection_headers = new Dictionary<string, string> { ["X-Tenant"] = "a" },
        };

        (await _bench.FailAsync("http.request", input, Token)).Message.ShouldBe(
            "The header 'X-Tenant' is given by 'headers' and by 'connection_headers'; leave it to the connection.");
    }

    [Theory]
    [InlineData(nameof(ServerInput.BaseUrl))]
    [InlineData(nameof(ServerInput.Auth))]
    [InlineData(nameof(ServerInput.ConnectionHeaders))]
    public void Input_OfTheConnection_IsMarked(string property) =>
        typeof(HttpRequestInput).GetProperty(property)!.IsDefined(typeof(ConnectionAttribute), inherit: true).ShouldBeTrue();

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://10.0.0.1/")]
    public async Task Redirect_Inwards_IsRefused(string location)
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : location);
            return Task.CompletedTask;
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/a" }, Token);

        (failure.Code, failure.Retryable).ShouldBe(("ARCH4211", false));
        server.Seen.Count.ShouldBe(2);
    }
}
