using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;

namespace Arch.Plugin.Http.Tests;

public sealed class TransferTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 / 3))];

    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Download_File_IsSavedWithProgress()
    {
        await using var server = await Server.StartAsync(context => SendAsync(context, Content, "\"v1\""));

        var output = await _bench.RunAsync("http.download", new { url = server.Url + "/f", to = "d/f.bin", sha256 = Sha256.ToUpperInvariant() }, Token);

        (await File.ReadAllBytesAsync(_bench.PathOf("d/f.bin"), Token)).ShouldBe(Content);
        output.GetRawText().ShouldBe(
            $$"""{"file":"d/f.bin","size":300000,"sha256":"{{Sha256}}","content_type":null,"etag":"\"v1\"","resumes":0,"url":"{{server.Url}}/f"}""");
        _bench.Context.Progress.Last().ShouldBe(1);
        server.Seen.Single().Headers.AcceptEncoding.ToString().ShouldStartWith("identity");
    }

    [Fact]
    public async Task Download_BrokenTransfer_GoesOnWhereItBroke()
    {
        await using var server = await Server.StartAsync(context => SendAsync(context, Content, "\"v1\"", breakAfter: 100_000));

        var output = await _bench.RunAsync("http.download", new { url = server.Url + "/f", to = "f.bin", sha256 = Sha256 }, Token);

        output.GetProperty("resumes").GetInt32().ShouldBe(2);
        server.Seen.Skip(1).ShouldAllBe(seen => seen.Headers.IfRange == "\"v1\"");
        server.Seen[1].Headers.Range.ToString().ShouldBe("bytes=100000-");
        (await File.ReadAllBytesAsync(_bench.PathOf("f.bin"), Token)).ShouldBe(Content);
    }

    [Fact]
    public async Task Download_FileThatChangedMeanwhile_BeginsAnew()
    {
        var requests = 0;
        var newer = Content.Reverse().ToArray();
        await using var server = await Server.StartAsync(context =>
            requests++ == 0 ? SendAsync(context, Content, "\"v1\"", breakAfter: 100_000) : SendAsync(context, newer, "\"v2\""));

        var output = await _bench.RunAsync("http.download", new { url = server.Url + "/f", to = "f.bin" }, Token);

        output.GetProperty("etag").GetString().ShouldBe("\"v2\"");
        (await File.ReadAllBytesAsync(_bench.PathOf("f.bin"), Token)).ShouldBe(newer);
    }

    [Fact]
    public async Task Download_WeakVersion_BeginsAnew()
    {
        var requests = 0;
        await using var server = await Server.StartAsync(context => SendAsync(context, Content, "W/\"v1\"", breakAfter: requests++ == 0 ? 100_000 : null));

        await _bench.RunAsync("http.download", new { url = server.Url + "/f", to = "f.bin", sha256 = Sha256 }, Token);

        server.Seen[1].Headers.ContainsKey("Range").ShouldBeFalse();
    }

    [Fact]
    public async Task Download_BreaksTooOften_FailsAndSavesNothing()
    {
        await using var server = await Server.StartAsync(context => SendAsync(context, Content, "\"v1\"", breakAfter: 1000));

        var failure = await _bench.FailAsync("http.download", new { url = server.Url + "/f", to = "f.bin", max_resumes = 3 }, Token);

        (failure.Code, failure.Retryable).ShouldBe(("http_connection", true));
        server.Seen.Count.ShouldBe(4);
        Directory.GetFileSystemEntries(_bench.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_AnotherChecksum_FailsAndKeepsWhatWasThere()
    {
        _bench.Write("f.bin", "old");
        await using var server = await Server.StartAsync(context => SendAsync(context, Content, null));
        var wanted = new string('0', 64);

        var failure = await _bench.FailAsync("http.download", new { url = server.Url + "/f", to = "f.bin", sha256 = wanted }, Token);

        (failure.Code, failure.Message).ShouldBe(
            ("http_checksum", $"GET {server.Url}/f: the file has the SHA-256 {Sha256}; it must have {wanted}. Nothing was saved."));
        _bench.Read("f.bin").ShouldBe("old");
        Directory.GetFileSystemEntries(_bench.Folder).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_TooLarge_Fails(bool withLength)
    {
        await using var server = await Server.StartAsync(context =>
            withLength ? SendAsync(context, Content, null) : context.Response.Body.WriteAsync(Content).AsTask());

        var failure = await _bench.FailAsync("http.download", new { url = server.Url + "/f", to = "f.bin", max_size = 1000 }, Token);

        failure.Message.ShouldBe($"GET {server.Url}/f: the response has more than 1000 bytes. Raise 'max_size'.");
        Directory.GetFileSystemEntries(_bench.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Download_Missing_Fails()
    {
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        var failure = await _bench.FailAsync("http.download", new { url = server.Url + "/f", to = "f.bin" }, Token);

        failure.Message.ShouldBe($"GET {server.Url}/f answered 404 Not Found; expected was 200.");
    }

    [Fact]
    public async Task Download_PathOutside_AsksForNothing()
    {
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);

        (await _bench.FailAsync("http.download", new { url = server.Url, to = "../f.bin" }, Token)).Code.ShouldBe("ARCH4201");
        server.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Upload_File_IsTheBody()
    {
        _bench.Write("f.txt", "tää");
        await using var server = await Server.StartAsync(context => context.Response.WriteAsJsonAsync(new { id = 1 }));

        var output = await _bench.RunAsync("http.upload", new { url = server.Url, method = "PUT", file = "f.txt", content_type = "text/plain" }, Token);

        output.GetProperty("body").GetProperty("id").GetInt32().ShouldBe(1);
        var seen = server.Seen.Single();
        (seen.Method, seen.Body, seen.Headers.ContentType.ToString(), seen.Headers.ContentLength).ShouldBe(("PUT", "tää", "text/plain", 5L));
        _bench.Context.Progress.ShouldContain(1);
    }

    [Fact]
    public async Task Upload_Form_HasItsFieldsAndFiles()
    {
        _bench.Write("a.txt", "AAA");
        _bench.Write("b.txt", "BBB");
        await using var server = await Server.StartAsync(_ => Task.CompletedTask);
        var input = new
        {
            url = server.Url,
            fields = new { title = "x y", tags = new[] { "1", "2" } },
            files = new object[] { new { name = "one", path = "a.txt" }, new { name = "t\"wo\r\nX: y", path = "b.txt", file_name = "ü.txt", content_type = "text/plain" } },
        };

        await _bench.RunAsync("http.upload", input, Token);

        var seen = server.Seen.Single();
        seen.Headers.ContentType.ToString().ShouldStartWith("multipart/form-data; boundary=");
        seen.Body.ShouldContain("form-data; name=\"title\"\r\n\r\nx y\r\n");
        seen.Body.Split("name=\"tags\"").Length.ShouldBe(3);
        seen.Body.ShouldContain("name=\"one\"; filename=\"a.txt\"");
        seen.Body.ShouldContain("AAA\r\n");
        seen.Body.ShouldContain("name=\"t%22wo%0D%0AX: y\"");
        _bench.Context.Progress.Last().ShouldBe(1);
    }

    [Fact]
    public async Task Upload_Redirected_SendsTheFileAgain()
    {
        _bench.Write("f.txt", "hello");
        await using var server = await Server.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/a" ? 307 : 200;
            context.Response.Headers.Location = "/b";
            return Task.CompletedTask;
        });

        await _bench.RunAsync("http.upload", new { url = server.Url + "/a", file = "f.txt" }, Token);

        server.Seen.Select(seen => seen.Body).ShouldBe(["hello", "hello"]);
    }

    [Theory]
    [InlineData("{}", "http_input")]
    [InlineData("""{"file":"f.txt","files":[{"name":"a","path":"f.txt"}]}""", "http_input")]
    [InlineData("""{"file":"f.txt","fields":{"a":1}}""", "http_input")]
    [InlineData("""{"file":"none.txt"}""", "file_not_found")]
    [InlineData("""{"file":"../f.txt"}""", "ARCH4201")]
    [InlineData("""{"file":"f.txt","max_size":2}""", "http_too_large")]
    public async Task Upload_WrongInput_AsksForNothing(string given, string code)
    {
        _bench.Write("f.txt", "hello");
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(given)!;
        input["url"] = "http://127.0.0.1:1/";

        (await _bench.FailAsync("http.upload", input, Token)).Code.ShouldBe(code);
    }

    // Answers ranges as the standard says, and breaks the connection where it is told to.
    private static async Task SendAsync(HttpContext context, byte[] content, string? etag, int? breakAfter = null)
    {
        var from = 0;
        var range = context.Request.Headers.Range.ToString();
        if (range.Length > 0 && context.Request.Headers.IfRange == etag)
        {
            from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        context.Response.Headers.ETag = etag;
        context.Response.ContentLength = content.Length - from;
        var count = Math.Min(breakAfter ?? int.MaxValue, content.Length - from);
        await context.Response.Body.WriteAsync(content.AsMemory(from, count));
        await context.Response.Body.FlushAsync();
        if (from + count < content.Length)
        {
            // Closed in order, so that all that was sent arrives before the end does.
            await context.Response.CompleteAsync().ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
        }
    }
}
