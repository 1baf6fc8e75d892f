using System.Text.Json;
using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;

namespace Arch.Plugin.Http.Tests;

public sealed class HttpRequestTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task RunAsync_JsonAnswer_GivesItsParts()
    {
        await using var server = await Server.StartAsync(context => context.Response.WriteAsJsonAsync(new { total = 3 }));

        var output = await _bench.RunAsync("http.request", new { url = server.Url + "/orders?a=1", query = new { tag = new object[] { "x y", 2 } } }, Token);

        output.GetProperty("status").GetInt32().ShouldBe(200);
        output.GetProperty("reason").GetString().ShouldBe("OK");
        output.GetProperty("body").GetProperty("total").GetInt32().ShouldBe(3);
        output.GetProperty("headers").GetProperty("content-type").GetString()!.ShouldStartWith("application/json");
        output.GetProperty("url").GetString().ShouldBe(server.Url + "/orders?a=1&tag=x%20y&tag=2");
        output.GetProperty("size").GetInt64().ShouldBe(11);
        server.Seen.Single().Query.ShouldBe("?a=1&tag=x%20y&tag=2");
        server.Seen.Single().Headers.ContainsKey("Idempotency-Key").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task RunAsync_Method_ArrivesAsGiven(string method)
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);

        var output = await _bench.RunAsync("http.request", new { url = server.Url, method }, Token);

        output.GetProperty("body").ValueKind.ShouldBe(JsonValueKind.Null);
        server.Seen.Single().Method.ShouldBe(method);
    }

    public static TheoryData<string, string, string> Bodies => new()
    {
        { """{"json":{"a":[1,null]}}""", "application/json", """{"a":[1,null]}""" },
        { """{"form":{"a":"x y&","b":[1,2],"c":null}}""", "application/x-www-form-urlencoded", "a=x+y%26&b=1&b=2" },
        { """{"body":"tää"}""", "text/plain; charset=utf-8", "tää" },
        { """{"body_base64":"aGk="}""", "application/octet-stream", "hi" },
        { """{"json":{},"content_type":"application/vnd.api+json"}""", "application/vnd.api+json", "{}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task RunAsync_Body_IsSentWithItsType(string body, string type, string sent)
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(body)!;
        input["url"] = server.Url;
        input["method"] = "POST";

        await _bench.RunAsync("http.request", input, Token);

        var seen = server.Seen.Single();
        seen.Body.ShouldBe(sent);
        seen.Headers.ContentType.ToString().ShouldBe(type);
        seen.Headers["Idempotency-Key"].ToString().ShouldBe(_bench.Context.IdempotencyKey);
    }

    [Fact]
    public async Task RunAsync_TwoBodies_Fails()
    {
        var failure = await _bench.FailAsync("http.request", new { url = "http://127.0.0.1:1", method = "POST", body = "a", json = 1 }, Token);

        failure.Code.ShouldBe("http_input");
        failure.Message.ShouldBe("There is more than one of 'json', 'form', 'body' and 'body_base64'; give one.");
    }

    [Theory]
    [InlineData("""{"bearer":"t0ken"}""", "Bearer t0ken")]
    [InlineData("""{"username":"u","password":"p"}""", "Basic dTpw")]
    public async Task RunAsync_Auth_BecomesTheHeader(string auth, string header)
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);

        await _bench.RunAsync("http.request", new { url = server.Url, auth = JsonElement.Parse(auth) }, Token);

        server.Seen.Single().Headers.Authorization.ToString().ShouldBe(header);
    }

    [Theory]
    [InlineData("auto", "text/plain", "\"hi\"")]
    [InlineData("auto", "application/octet-stream", "\"aGk=\"")]
    [InlineData("auto", "application/json", "\"hi\"")]
    [InlineData("text", "application/octet-stream", "\"hi\"")]
    [InlineData("base64", "text/plain", "\"aGk=\"")]
    public async Task RunAsync_Response_GivesTheBodyInItsForm(string response, string type, string body)
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("hi");
        });

        var output = await _bench.RunAsync("http.request", new { url = server.Url, response }, Token);

        output.GetProperty("body").GetRawText().ShouldBe(body);
    }

    [Fact]
    public async Task RunAsync_JsonWantedButTextGiven_Fails()
    {
        await using var server = await Server.StartAsync(context => context.Response.WriteAsync("hi"));

        var failure = await _bench.FailAsync("http.request", new { url = server.Url, response = "json" }, Token);

        failure.Code.ShouldBe("http_body");
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_SaveTo_WritesTheFile()
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.ContentLength = 5;
            return context.Response.WriteAsync("hello");
        });

        var output = await _bench.RunAsync("http.request", new { url = server.Url, save_to = "in/a.txt" }, Token);

        output.GetProperty("file").GetString().ShouldBe("in/a.txt");
        output.GetProperty("size").GetInt64().ShouldBe(5);
        _bench.Read("in/a.txt").ShouldBe("hello");
        Directory.GetFiles(Path.Combine(_bench.Folder, "in")).Length.ShouldBe(1);
        _bench.Context.Progress.ShouldContain(1.0);
    }

    [Fact]
    public async Task RunAsync_SaveToOutside_SendsNothing()
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);

        var failure = await _bench.FailAsync("http.request", new { url = server.Url, save_to = "../a.txt" }, Token);

        failure.Code.ShouldBe("ARCH4201");
        server.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_LongerThanMaxResponse_Fails(bool isLengthTold)
    {
        await using var server = await Server.StartAsync(async context =>
        {
            context.Response.ContentLength = isLengthTold ? 2000 : null;
            await context.Response.WriteAsync(new string('a', 2000));
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url, max_response = 1999, save_to = "a" }, Token);

        failure.Code.ShouldBe("http_too_large");
        Directory.GetFiles(_bench.Folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task RunAsync_UnexpectedStatus_FailsWithDetails(int status, bool isRetryable)
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsJsonAsync("why");
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url + "/p?key=secret" }, Token);

        failure.Code.ShouldBe("http_status");
        failure.Status.ShouldBe(status);
        failure.Retryable.ShouldBe(isRetryable);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        failure.Details!["body"]!.GetValue<string>().ShouldBe("\"why\"");
        failure.Message.ShouldStartWith($"GET {server.Url}/p answered {status}");
        (failure.Message + failure.Details).ShouldNotContain("secret");
    }

    [Fact]
    public async Task RunAsync_RetryAfterAsDate_CountsFromTheClock()
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "Mon, 23 Nov 2026 09:31:30 GMT";
            return Task.CompletedTask;
        });

        var failure = await _bench.FailAsync("http.request", new { url = server.Url }, Token);

        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData("404", true)]
    [InlineData("\"4xx\"", true)]
    [InlineData("[200,\"404\"]", true)]
    [InlineData("\"2xx\"", false)]
    public async Task RunAsync_Expect_DecidesWhatIsAFailure(string expect, bool isExpected)
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var input = new { url = server.Url, expect = JsonElement.Parse(expect) };

        if (isExpected)
        {
            (await _bench.RunAsync("http.request", input, Token)).GetProperty("status").GetInt32().ShouldBe(404);
        }
        else
        {
            (await _bench.FailAsync("http.request", input, Token)).Code.ShouldBe("http_status");
        }
    }

    [Fact]
    public async Task RunAsync_NobodyListens_IsRetryable()
    {
        var server = await Server.StartAsync(_ => Task.CompletedTask);
        var url = server.Url;
        await server.DisposeAsync();

        var failure = await _bench.FailAsync("http.request", new { url }, Token);

        failure.Code.ShouldBe("http_connection");
        failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_NoAnswerInTime_IsRetryable()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await Server.StartAsync(context =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var running = _bench.FailAsync("http.request", new { url = server.Url, timeout = "5s" }, Token);
        await arrived.Task;
        _bench.Context.Clock.Advance(TimeSpan.FromSeconds(5));
        var failure = await running;

        failure.Code.ShouldBe("http_timeout");
        failure.Retryable.ShouldBeTrue();
        failure.Message.ShouldContain("within the timeout of 5 s");
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        var arrived = new TaskCompletionSource();
        await using var server = await Server.StartAsync(context =>
        {
            arrived.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var cancel = new CancellationTokenSource();

        var running = _bench.RunAsync("http.request", new { url = server.Url }, cancel.Token);
        await arrived.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Theory]
    [InlineData("ftp://example.com/", "is not an absolute http or https address")]
    [InlineData("/orders", "is not an absolute http or https address")]
    [InlineData("file:///etc/passwd", "is not an absolute http or https address")]
    [InlineData("http://u:p@127.0.0.1:1/", "holds a user name or password")]
    public async Task RunAsync_WrongUrl_Fails(string address, string message)
    {
        var failure = await _bench.FailAsync("http.request", new { url = address }, Token);

        failure.Code.ShouldBe("http_input");
        failure.Message.ShouldContain(message);
        failure.Retryable.ShouldBeFalse();
    }

    [Fact]
    public async Task RunAsync_HeaderWithLineBreak_Fails()
    {
        var input = new { url = "http://127.0.0.1:1", headers = new Dictionary<string, string> { ["X-A"] = "a\r\nHost: b" } };

        var failure = await _bench.FailAsync("http.request", input, Token);

        failure.Code.ShouldBe("http_input");
        failure.Message.ShouldContain("'X-A'");
    }
}
