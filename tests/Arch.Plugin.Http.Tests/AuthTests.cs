using System.Text;
using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;

namespace Arch.Plugin.Http.Tests;

public sealed class AuthTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);
    private int _tokens;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    public async Task ApiKey_Place_IsWhereItIsSentAndNeverInTheOutput(string place)
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);
        var auth = new { api_key = new { name = "X-Key", value = "s3 cret", @in = place } };

        var output = await _bench.RunAsync("http.request", new { url = server.Url + "/a?b=1", auth }, Token);

        var seen = server.Seen.Single();
        (place == "header" ? seen.Headers["X-Key"].ToString() : seen.Query).ShouldBe(place == "header" ? "s3 cret" : "?b=1&X-Key=s3%20cret");
        output.GetProperty("url").GetString().ShouldBe(server.Url + "/a?b=1");
    }

    [Fact]
    public async Task Auth_TwoKinds_Fails()
    {
        var failure = await _bench.FailAsync("http.request", new { url = "http://127.0.0.1:1", auth = new { bearer = "a", username = "b" } }, Token);

        (failure.Code, failure.Message).ShouldBe(("http_input", "'auth' needs one of 'bearer', 'username' with 'password', 'api_key' and 'oauth2'."));
    }

    [Theory]
    [InlineData("client_secret_basic", "grant_type=client_credentials&scope=a+b&audience=x")]
    [InlineData("client_secret_post", "grant_type=client_credentials&scope=a+b&audience=x&client_id=i%3Ad&client_secret=p%2B+%C3%A4")]
    public async Task OAuth_TokenRequest_IsThatOfTheStandard(string method, string body)
    {
        await using var server = await StartAsync();

        await _bench.RunAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server, "i:d", method: method) }, Token);

        var (_, _, _, headers, sent) = server.Seen[0];
        sent.ShouldBe(body);
        headers.Authorization.ToString().ShouldBe(
            method == "client_secret_post" ? "" : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("i%3Ad:p%2B+%C3%A4")));
        server.Seen[1].Headers.Authorization.ToString().ShouldBe("Bearer t1");
    }

    [Fact]
    public async Task OAuth_Token_IsKeptUntilShortlyBeforeItsEnd()
    {
        await using var server = await StartAsync();
        var input = new { url = server.Url + "/api", auth = OAuth(server) };

        await _bench.RunAsync("http.request", input, Token);
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(539));
        await _bench.RunAsync("http.request", input, Token);
        _tokens.ShouldBe(1);
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.RunAsync("http.request", input, Token);

        _tokens.ShouldBe(2);
        server.Seen[^1].Headers.Authorization.ToString().ShouldBe("Bearer t2");
    }

    [Fact]
    public async Task OAuth_OtherSettings_HaveTheirOwnToken()
    {
        await using var server = await StartAsync();

        await _bench.RunAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server) }, Token);
        await _bench.RunAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server, "other") }, Token);

        _tokens.ShouldBe(2);
    }

    [Fact]
    public async Task OAuth_ManyAtATime_FetchOneToken()
    {
        await using var server = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            _bench.RunAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server) }, Token)));

        _tokens.ShouldBe(1);
    }

    [Fact]
    public async Task OAuth_Unauthorized_RenewsTheTokenOnce()
    {
        await using var server = await StartAsync(accepted: "Bearer t2");

        var output = await _bench.RunAsync("http.request", new { url = server.Url + "/api", method = "POST", body = "x", auth = OAuth(server) }, Token);

        output.GetProperty("status").GetInt32().ShouldBe(200);
        server.Seen.Select(seen => seen.Path).ShouldBe(["/token", "/api", "/token", "/api"]);
        server.Seen[3].Body.ShouldBe("x");
    }

    [Fact]
    public async Task OAuth_StillUnauthorized_IsTheFailure()
    {
        await using var server = await StartAsync(accepted: "none");

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server) }, Token);

        (failure.Code, failure.Status).ShouldBe(("http_status", 401));
        _tokens.ShouldBe(2);
    }

    [Fact]
    public async Task OAuth_RedirectToAnotherOrigin_LeavesTheTokenBehind()
    {
        await using var other = await Server.StartAsync(_ => Task.CompletedTask);
        await using var server = await StartAsync(redirect: other.Url + "/b");

        await _bench.RunAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server) }, Token);

        other.Seen.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"unknown client"}""", "oauth_invalid_client", "was refused with 'invalid_client': unknown client.", false)]
    [InlineData(400, """{"error":"invalid_scope"}""", "oauth_invalid_scope", "was refused with 'invalid_scope'.", false)]
    [InlineData(400, """{"error":"invalid_grant"}""", "oauth_invalid_grant", "was refused with 'invalid_grant'.", false)]
    [InlineData(400, """{"error":"invalid_request"}""", "oauth_invalid_request", "was refused with 'invalid_request'.", false)]
    [InlineData(400, """{"error":"unauthorized_client"}""", "oauth_unauthorized_client", "was refused with 'unauthorized_client'.", false)]
    [InlineData(400, """{"error":"unsupported_grant_type"}""", "oauth_unsupported_grant_type", "was refused with 'unsupported_grant_type'.", false)]
    [InlineData(503, """{"error":"busy"}""", "oauth_error", "was refused with 'busy'.", true)]
    [InlineData(502, "<html>", "oauth_response", "was answered 502 Bad Gateway; expected was a token.", true)]
    [InlineData(200, "<html>", "oauth_response", "was answered without an 'access_token' that can be sent.", false)]
    [InlineData(200, """{"access_token":"a\r\nX: y"}""", "oauth_response", "was answered without an 'access_token' that can be sent.", false)]
    [InlineData(200, """{"access_token":"a","token_type":"mac"}""", "oauth_response", "was answered with a token of the type 'mac'; only 'Bearer' can be sent.", false)]
    public async Task OAuth_Refused_FailsWithItsCode(int status, string body, string code, string message, bool retryable)
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/api", auth = OAuth(server) }, Token);

        (failure.Code, failure.Message, failure.Retryable).ShouldBe((code, $"The token request to '{server.Url}/token' {message}", retryable));
        server.Seen.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://login.example.com/token")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/token")]
    public async Task OAuth_TokenUrlInTheOpen_Fails(string tokenAddress)
    {
        var auth = new { oauth2 = new { token_url = tokenAddress, client_id = "a", client_secret = "b" } };

        var failure = await _bench.FailAsync("http.request", new { url = "http://127.0.0.1:1/", auth }, Token);

        failure.Message.ShouldBe($"The token_url '{tokenAddress}' is not an absolute https address (or http on this machine).");
    }

    private static object OAuth(Server server, string id = "id", string method = "client_secret_basic") => new
    {
        oauth2 = new { token_url = server.Url + "/token", client_id = id, client_secret = "p+ ä", scopes = new[] { "a", "b" }, audience = "x", method },
    };

    private Task<Server> StartAsync(string? accepted = null, string? redirect = null) => Server.StartAsync(async context =>
    {
        if (context.Request.Path == "/token")
        {
            var number = Interlocked.Increment(ref _tokens);
            await context.Response.WriteAsJsonAsync(new { access_token = $"t{number}", token_type = "bearer", expires_in = 600 });
        }
        else if (redirect is not null)
        {
            context.Response.Redirect(redirect);
        }
        else if (accepted is not null && context.Request.Headers.Authorization != accepted)
        {
            context.Response.StatusCode = 401;
        }
    });
}
