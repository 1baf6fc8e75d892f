using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Storage.Sqlite.Vectors;
using Arch.Vectors;
using Arch.Vectors.Embedding;

namespace Arch.Plugin.Vector.Tests;

public sealed class VectorStepTests : IDisposable
{
    private readonly StepBench _bench = new(typeof(Limits).Assembly);
    private readonly SqliteVectorStore _store = SqliteVectorStore.Open(new SqliteVectorOptions());
    private readonly HashingEmbedder _embedder = new();

    public VectorStepTests() => _bench.Context.VectorStore = new VectorAccess(_store, _embedder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bench.Dispose();
        _store.Dispose();
        _embedder.Dispose();
    }

    [Theory]
    [InlineData("How do I get a refund?", "en")]
    [InlineData("返金の方法", "ja")]
    public async Task Search_Text_FindsTheOneThatSharesWords(string text, string expected)
    {
        await FillAsync();

        var output = await _bench.RunAsync("vector.search", new { collection = "faq", text, limit = 1, hybrid = true }, Token);

        var match = output.GetProperty("matches").EnumerateArray().Single();
        match.GetProperty("key").GetString().ShouldBe(expected);
        match.GetProperty("metadata").GetRawText().ShouldBe($$"""{"language":"{{expected}}"}""");
    }

    [Fact]
    public async Task Search_FilterAndVectors_GivesThoseAlone()
    {
        await FillAsync();

        var output = await _bench.RunAsync(
            "vector.search", new { collection = "faq", text = "refund", filter = new { language = "ja" }, include_vectors = true, metric = "euclidean" }, Token);

        var match = output.GetProperty("matches").EnumerateArray().Single();
        match.GetProperty("vector").GetArrayLength().ShouldBe(384);
        match.GetProperty("score").GetDouble().ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Upsert_One_TakesThePlaceOfItsKey()
    {
        await _bench.RunAsync("vector.upsert", new { collection = "c", record = new { key = "a", vector = new[] { 1, 0 } } }, Token);
        var output = await _bench.RunAsync("vector.upsert", new { collection = "c", record = new { key = "a", vector = new[] { 0, 1 } } }, Token);

        output.GetRawText().ShouldBe("""{"count":1}""");
        (await _store.FindAsync("c", Token))!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Delete_KeysAndFilter_TellHowMany()
    {
        await FillAsync();

        (await _bench.RunAsync("vector.delete", new { collection = "faq", keys = new[] { "en", "none" } }, Token)).GetRawText().ShouldBe("""{"count":1}""");
        (await _bench.RunAsync("vector.delete", new { collection = "faq", filter = new { } }, Token)).GetRawText().ShouldBe("""{"count":1}""");
    }

    [Fact]
    public async Task Embed_Texts_GivesAVectorForEach()
    {
        var output = await _bench.RunAsync("vector.embed", new { texts = new[] { "refund", "返金" } }, Token);

        output.GetProperty("dimensions").GetInt32().ShouldBe(384);
        output.GetProperty("vectors").EnumerateArray().Select(vector => vector.GetArrayLength()).ShouldBe([384, 384]);
    }

    [Theory]
    [InlineData("vector.upsert", """{"collection":"c"}""", "vector_input", "Give 'record' or 'records', and not both.")]
    [InlineData("vector.upsert", """{"collection":"c","records":[]}""", "vector_input", "There are 0 records; one call takes 1 to 1000.")]
    [InlineData(
        "vector.upsert", """{"collection":"c","record":{"key":"a"}}""", "vector_input",
        "The record 'a' has neither text nor vector; it must have one of them, or both.")]
    [InlineData(
        "vector.upsert", """{"collection":"c","records":[{"key":"a","vector":[1]},{"key":"b","vector":[1,2]}]}""", "vector_mismatch",
        "The vector of record 'b' has 2 dimensions; those of the collection 'c' have 1.")]
    [InlineData("vector.search", """{"collection":"c"}""", "vector_input", "Give 'text' or 'vector', or both.")]
    [InlineData("vector.search", """{"collection":"c","vector":[1],"hybrid":true}""", "vector_input", "A hybrid search looks for words: give 'text'.")]
    [InlineData(
        "vector.search", """{"collection":"c","text":"a","filter":{"a":{"like":1}}}""", "vector_mismatch",
        "The filter compares 'a' by 'like'; known are eq, ne, gt, gte, lt, lte, in, contains and exists.")]
    [InlineData("vector.delete", """{"collection":"c"}""", "vector_input", "Give 'keys' or 'filter', and not both; the filter {} means all records.")]
    [InlineData("vector.embed", """{"text":"a","texts":["b"]}""", "vector_input", "Give 'text' or 'texts', and not both.")]
    public async Task Run_BadInput_SaysWhy(string step, string input, string code, string message)
    {
        var failure = await _bench.FailAsync(step, JsonElement.Parse(input), Token);

        (failure.Code, failure.Message).ShouldBe((code, message));
    }

    [Fact]
    public async Task Upsert_LongText_IsRefused()
    {
        var failure = await _bench.FailAsync(
            "vector.upsert", new { collection = "c", record = new { key = "a", text = new string('x', 100_001) } }, Token);

        failure.Message.ShouldBe("The text of record 'a' has 100001 characters; at most 100000 are taken. Cut it into parts.");
    }

    private Task<JsonElement> FillAsync() => _bench.RunAsync(
        "vector.upsert",
        new
        {
            collection = "faq",
            records = new[]
            {
                new { key = "en", text = "Refunds: how to get one", metadata = new { language = "en" } },
                new { key = "ja", text = "返金の方法について", metadata = new { language = "ja" } },
            },
        },
        Token);
}
