using Arch.Vectors.Data;
using Arch.Vectors.Embedding;
using Arch.Vectors.Tests.Support;
using Microsoft.Extensions.VectorData;

namespace Arch.Vectors.Tests.Data;

public sealed class VectorDataTests : IAsyncDisposable
{
    private readonly TestStore _files = new();
    private readonly HashingEmbedder _embedder = new(64);
    private readonly VectorDataStore _store;

    public VectorDataTests() => _store = new VectorDataStore(_files.Open(inMemory: true), _embedder);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        _embedder.Dispose();
        await _files.DisposeAsync();
    }

    [Fact]
    public async Task UpsertAndGet_Record_ComesBack()
    {
        var articles = await ArticlesAsync();

        var found = (await articles.GetAsync(2, new RecordRetrievalOptions { IncludeVectors = true }, Token)).ShouldNotBeNull();

        (found.Id, found.Text, found.Year, found.At).ShouldBe((2, "pear tree", 2024, new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero)));
        found.Tags.ShouldBe(["fruit", "tree"]);
        found.Vector.ToArray().ShouldBe([0.9f, 0.1f]);
        (await articles.GetAsync(9, cancellationToken: Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SearchAsync_Filter_AppliesIt()
    {
        var articles = await ArticlesAsync();
        var least = 2024;
        var options = new VectorSearchOptions<Article> { Filter = article => article.Year >= least && article.Tags.Contains("fruit") };

        var found = await articles.SearchAsync(new ReadOnlyMemory<float>([1, 0]), 5, options, Token).ToListAsync(Token);

        found.Select(result => result.Record.Id).ShouldBe([2]);
        found[0].Score!.Value.ShouldBe(1 - (0.9 / Math.Sqrt(0.82)), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task GetAsync_Filter_FindsThem(System.Linq.Expressions.Expression<Func<Article, bool>> filter, long[] expected)
    {
        var articles = await ArticlesAsync();

        var found = await articles.GetAsync(filter, 10, cancellationToken: Token).ToListAsync(Token);

        found.Select(article => article.Id).ShouldBe(expected);
    }

    public static TheoryData<System.Linq.Expressions.Expression<Func<Article, bool>>, long[]> Filters => new()
    {
        { article => article.Year == null, [3] },
        { article => 2024 > article.Year, [1] },
        { article => article.IsDraft, [1] },
        { article => !article.IsDraft && article.Year != 2024, [3] },
        { article => new int?[] { 2020, 2024 }.Contains(article.Year), [1, 2] },
        { article => article.At < new DateTimeOffset(2024, 5, 1, 1, 0, 0, TimeSpan.FromHours(2)), [1, 3] },
    };

    [Fact]
    public async Task GetAsync_Or_SaysThatItCannot()
    {
        var articles = await ArticlesAsync();

        var failure = await Should.ThrowAsync<NotSupportedException>(
            () => articles.GetAsync(article => article.IsDraft || article.Year == 2024, 10, cancellationToken: Token).ToListAsync(Token).AsTask());

        failure.Message.ShouldEndWith("has no counterpart in the store; comparisons of properties with values, joined by '&&', have.");
    }

    [Fact]
    public async Task HybridSearchAsync_Keywords_CountAsWell()
    {
        var articles = await ArticlesAsync();
        var hybrid = (IKeywordHybridSearchable<Article>)articles;

        var found = await hybrid.HybridSearchAsync(new ReadOnlyMemory<float>([1, 0]), ["pear"], 3, cancellationToken: Token).ToListAsync(Token);

        found.Select(result => result.Record.Id).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task DeleteAsync_Keys_AreGone()
    {
        var articles = await ArticlesAsync();

        await articles.DeleteAsync([1L, 2L, 7L], Token);

        (await articles.GetAsync(_ => true, 10, cancellationToken: Token).ToListAsync(Token)).Select(article => article.Id).ShouldBe([3]);
    }

    [Fact]
    public async Task Dynamic_TextAsVector_IsEmbedded()
    {
        var notes = _store.GetDynamicCollection("notes", new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreDataProperty("Text", typeof(string)) { IsFullTextIndexed = true },
                new VectorStoreDataProperty("Language", typeof(string)),
                new VectorStoreVectorProperty("Vector", typeof(string), 64),
            ],
        });
        await notes.EnsureCollectionExistsAsync(Token);
        await notes.UpsertAsync(
            [Note("a", "refunds are paid", "en"), Note("b", "the weather is fine", "en"), Note("c", "refunds", "de")], Token);
        var options = new VectorSearchOptions<Dictionary<string, object?>> { Filter = note => (string)note["Language"]! == "en" };

        var found = await notes.SearchAsync("are refunds paid", 5, options, Token).ToListAsync(Token);

        found.Select(result => result.Record["Id"]).ShouldBe(["a", "b"]);
        found[0].Record["Text"].ShouldBe("refunds are paid");
        (await _store.ListCollectionNamesAsync(Token).ToListAsync(Token)).ShouldBe(["notes"]);
        await _store.EnsureCollectionDeletedAsync("notes", Token);
        (await notes.CollectionExistsAsync(Token)).ShouldBeFalse();

        static Dictionary<string, object?> Note(string id, string text, string language) =>
            new() { ["Id"] = id, ["Text"] = text, ["Language"] = language, ["Vector"] = text };
    }

    [Fact]
    public async Task UpsertAsync_OtherDimensions_IsAFailureOfTheAbstraction()
    {
        var articles = await ArticlesAsync();

        var failure = await Should.ThrowAsync<VectorStoreException>(() => articles.UpsertAsync(new Article { Id = 4, Vector = new float[] { 1 } }, Token));

        (failure.CollectionName, failure.OperationName, failure.VectorStoreSystemName).ShouldBe(("articles", "upsert", "arch"));
    }

    private async Task<VectorStoreCollection<long, Article>> ArticlesAsync()
    {
        var articles = _store.GetCollection<long, Article>("articles");
        await articles.EnsureCollectionExistsAsync(Token);
        await articles.UpsertAsync(
            [
                new Article { Id = 1, Text = "apple", Year = 2020, IsDraft = true, Tags = ["fruit"], Vector = new float[] { 1, 0 } },
                new Article
                {
                    Id = 2, Text = "pear tree", Year = 2024, Tags = ["fruit", "tree"], Vector = new float[] { 0.9f, 0.1f },
                    At = new DateTimeOffset(2024, 5, 1, 2, 0, 0, TimeSpan.FromHours(2)),
                },
                new Article { Id = 3, Text = "pear", Vector = new float[] { 0, 1 } },
            ],
            Token);
        return articles;
    }
}
