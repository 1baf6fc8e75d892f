using System.Globalization;
using System.Text.Json;
using Arch.Plugin.Testing;
using Microsoft.AspNetCore.Http;

namespace Arch.Plugin.Http.Tests;

public sealed class PaginateTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(HttpRequestStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    // A list of 0 to 6 in pages of 3, as each kind of server gives it.
    [Theory]
    [InlineData("""{"by":"link_header"}""", 3)]
    [InlineData("""{"by":"next_url","field":"paging.next"}""", 3)]
    [InlineData("""{"by":"cursor","field":"paging.cursor","parameter":"from"}""", 3)]
    [InlineData("""{"by":"offset","parameter":"from","size":3}""", 3)]
    [InlineData("""{"by":"offset","parameter":"from"}""", 4)]
    [InlineData("""{"by":"page","parameter":"page","size":3}""", 3)]
    [InlineData("""{"by":"page","parameter":"page"}""", 4)]
    public async Task Paginate_Kind_GivesAllItems(string next, int pages)
    {
        await using var server = await StartAsync();

        var output = await RunAsync(server, next);

        output.GetProperty("items").GetRawText().ShouldBe("[0,1,2,3,4,5,6]");
        output.GetProperty("count").GetInt32().ShouldBe(7);
        output.GetProperty("pages").GetInt32().ShouldBe(pages);
        output.GetProperty("stopped").GetString().ShouldBe("end");
        output.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        server.Seen.ShouldAllBe(seen => seen.Headers.Authorization == "Bearer t" && seen.Query.Contains("kept=1"));
    }

    [Theory]
    [InlineData(2, 100, "[0,1,2,3,4,5]", "max_pages", "6")]
    [InlineData(100, 4, "[0,1,2,3]", "max_items", "3")]
    [InlineData(100, 3, "[0,1,2]", "max_items", "3")]
    [InlineData(100, 7, "[0,1,2,3,4,5,6]", "end", null)]
    public async Task Paginate_Limit_StopsAndSaysWhere(int maxPages, int maxItems, string items, string stopped, string? next)
    {
        await using var server = await StartAsync();

        var output = await RunAsync(server, """{"by":"cursor","field":"paging.cursor","parameter":"from"}""", maxPages, maxItems);

        output.GetProperty("items").GetRawText().ShouldBe(items);
        output.GetProperty("stopped").GetString().ShouldBe(stopped);
        output.GetProperty("next").GetString().ShouldBe(next);
    }

    [Fact]
    public async Task Paginate_Start_GoesOnFromThere()
    {
        await using var server = await StartAsync();

        var output = await RunAsync(server, """{"by":"cursor","field":"paging.cursor","parameter":"from","start":"6"}""");

        output.GetProperty("items").GetRawText().ShouldBe("[6]");
    }

    [Fact]
    public async Task Paginate_Circle_Fails()
    {
        await using var server = await Server.StartAsync(context => context.Response.WriteAsync("""{"items":[1],"next":"/a"}"""));

        var failure = await _bench.FailAsync("http.paginate", new { url = server.Url + "/a", items = "items", next = new { by = "next_url", field = "next" } }, Token);

        (failure.Code, failure.Message).ShouldBe(("http_page_loop", $"GET {server.Url}/a comes up again after 1 pages: the pages lead in a circle."));
    }

    [Fact]
    public async Task Paginate_AnotherOrigin_IsRefusedUnlessAllowed()
    {
        await using var other = await Server.StartAsync(context => context.Response.WriteAsync("""{"items":[2]}"""));
        await using var server = await Server.StartAsync(context => context.Response.WriteAsJsonAsync(new { items = new[] { 1 }, next = other.Url + "/b" }));
        object Input(bool allowed) => new
        {
            url = server.Url + "/a",
            items = "items",
            auth = new { bearer = "t" },
            next = new { by = "next_url", field = "next", allow_other_origins = allowed },
        };

        var failure = await _bench.FailAsync("http.paginate", Input(false), Token);
        var output = await _bench.RunAsync("http.paginate", Input(true), Token);

        (failure.Code, failure.Message).ShouldBe(
            ("http_page", $"GET {server.Url}/a names '{other.Url}/b' as its next page, which is not below '{server.Url}'. Say 'allow_other_origins' to follow it without credentials."));
        output.GetProperty("items").GetRawText().ShouldBe("[1,2]");
        other.Seen.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task Paginate_Delay_IsKeptByTheClock()
    {
        await using var server = await StartAsync();
        var running = RunAsync(server, """{"by":"link_header"}""", delay: "10s");

        while (!running.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            await Task.Delay(10, Token);
            _bench.Context.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await running).GetProperty("count").GetInt32().ShouldBe(7);
        _bench.Context.Clock.GetUtcNow().ShouldBeGreaterThanOrEqualTo(new DateTimeOffset(2026, 11, 23, 9, 30, 20, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"by":"cursor","parameter":"a"}""", "'next' goes by cursor, and needs 'field': where it is in the body.")]
    [InlineData("""{"by":"next_url"}""", "'next' goes by next_url, and needs 'field': where it is in the body.")]
    [InlineData("""{"by":"page"}""", "'next' goes by page, and needs 'parameter': what takes it in the address.")]
    [InlineData("""{"by":"link_header","start":1}""", "'next' goes by link_header, and cannot have 'start': give the address to begin with as 'url'.")]
    [InlineData("""{"by":"page","parameter":"a","start":"x"}""", "'next' goes by page; its 'start' must be a whole number.")]
    public async Task Paginate_RuleThatLacksSomething_Fails(string next, string message)
    {
        var failure = await _bench.FailAsync("http.paginate", new { url = "http://127.0.0.1:1/", next = JsonElement.Parse(next) }, Token);

        (failure.Code, failure.Message).ShouldBe(("http_input", message));
    }

    [Fact]
    public async Task Paginate_NoList_Fails()
    {
        await using var server = await Server.StartAsync(context => context.Response.WriteAsync("""{"items":{}}"""));

        var failure = await _bench.FailAsync("http.paginate", new { url = server.Url + "/a", items = "items", next = new { by = "link_header" } }, Token);

        (failure.Code, failure.Message).ShouldBe(("http_page", $"GET {server.Url}/a answered with no list at 'items'; found was Object."));
    }

    [Fact]
    public async Task Paginate_TooMuchOfAllPages_Fails()
    {
        await using var server = await StartAsync();

        var failure = await _bench.FailAsync(
            "http.paginate", new { url = server.Url, items = "items", max_response = 100, next = new { by = "link_header" } }, Token);

        failure.Code.ShouldBe("http_too_large");
        failure.Message.ShouldContain("more than 100 bytes. That is the most of all pages together");
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var from = query.TryGetValue("from", out var text) ? int.Parse(text!, CultureInfo.InvariantCulture)
            : query.TryGetValue("page", out var page) ? (int.Parse(page!, CultureInfo.InvariantCulture) - 1) * 3
            : 0;
        var items = Enumerable.Range(0, 7).Skip(from).Take(3);
        var hasMore = from + 3 < 7;
        var next = hasMore ? $"/list?kept=1&from={from + 3}" : null;
        if (hasMore)
        {
            context.Response.Headers.Link = $"</list?a=1,2;x>; rel=\"prev\"; title=\"next, <b>\", <{next}>; rel=\"last next\"";
        }

        await context.Response.WriteAsJsonAsync(new { items, paging = new { next, cursor = hasMore ? from + 3 : (int?)null } });
    }

    private static Task<Server> StartAsync() => Server.StartAsync(AnswerAsync);

    private Task<JsonElement> RunAsync(Server server, string next, int maxPages = 100, int maxItems = 100, string delay = "0s") => _bench.RunAsync(
        "http.paginate",
        new
        {
            url = server.Url + "/list?kept=1",
            auth = new { bearer = "t" },
            items = "items",
            next = JsonElement.Parse(next),
            max_pages = maxPages,
            max_items = maxItems,
            delay,
        },
        Token);
}
