using Arch.Sdk;
using Arch.Sdk.Vectors;
using Arch.Vectors.Search;
using Arch.Vectors.Tests.Support;
using static Arch.Vectors.Tests.Support.TestStore;

namespace Arch.Vectors.Tests.Stores;

/// <summary>What each store must do, on a file and in memory.</summary>
public abstract class VectorStoreTests(bool inMemory) : IAsyncDisposable
{
    private readonly TestStore _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _files.DisposeAsync();
    }

    [Theory]
    [InlineData(VectorMetric.Cosine, 1)]
    [InlineData(VectorMetric.Dot, 2)]
    [InlineData(VectorMetric.Euclidean, 3)]
    public async Task SearchAsync_RandomWrites_EqualsBruteForceInDoubles(VectorMetric metric, int seed)
    {
        var random = new Random(seed);
        var store = _files.Open(inMemory);
        var model = new SortedDictionary<int, (VectorRecord Record, int Order)>();
        var order = 0;
        for (var round = 0; round < 12; round++)
        {
            var batch = Enumerable.Range(0, random.Next(1, 400)).Select(_ => random.Next(1500)).Distinct().ToList();
            foreach (var key in batch)
            {
                model[key] = (Record($"k{key}", TestStore.Random(random, 19), metadata: $$"""{"n":{{key % 7}}}"""), order++);
            }

            await store.UpsertAsync("c", [.. batch.Select(key => model[key].Record)], Token);
            var gone = model.Keys.Where(_ => random.Next(10) == 0).ToList();
            gone.ForEach(key => model.Remove(key));
            (await store.DeleteAsync("c", new VectorSelection { Keys = [.. gone.Select(key => $"k{key}")] }, Token)).ShouldBe(gone.Count);

            var query = TestStore.Random(random, 19);
            var filter = random.Next(2) == 0 ? null : Json("""{"n":{"in":[1,3]}}""");
            var limit = random.Next(1, 40);
            var found = await store.SearchAsync("c", new VectorQuery { Vector = query, Metric = metric, Limit = limit, Filter = filter }, Token);

            var expected = model.Where(item => filter is null || item.Key % 7 is 1 or 3)
                .Select(item => (item.Value.Record.Key, item.Value.Order, Score: VectorScore.Exact(metric, query, item.Value.Record.Vector.Span)))
                .OrderByDescending(item => item.Score).ThenBy(item => item.Order).Take(limit);
            found.Select(match => (match.Record.Key, match.Score)).ShouldBe(expected.Select(item => (item.Key, item.Score)), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public async Task UpsertAsync_Record_ComesBackAsItWas()
    {
        var store = _files.Open(inMemory);
        var record = Record("鍵 \"1\"", [1.5f, -2], "本文", """{"名":"\u00e9\n\"","n":12345678901234567,"d":0.1,"a":[null,true]}""");

        await store.UpsertAsync("c", [record], Token);
        var found = (await store.GetAsync("c", new VectorSelection { Keys = [record.Key, "none"] }, 0, 10, Token)).Single();

        (found.Key, found.Text).ShouldBe((record.Key, record.Text));
        found.Vector.ToArray().ShouldBe(record.Vector.ToArray());
        found.Metadata!.ToJsonString().ShouldBe(record.Metadata!.ToJsonString());
    }

    [Theory]
    [InlineData("返金の期限", "ja")]
    [InlineData("refund DEADLINE", "en")]
    [InlineData("京都", "kyoto")]
    [InlineData("ﾃﾞｰﾀ", "data")]
    public async Task SearchAsync_HybridWithoutVector_FindsByWords(string text, string expected)
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync(
            "c",
            [
                Record("ja", [1, 0], "返金は14日以内に行われます。期限を過ぎた場合は対応できません。"),
                Record("en", [0, 1], "The deadline of a refund is 14 days."),
                Record("kyoto", [1, 1], "京都は古い都です。"),
                Record("data", [1, 2], "データを保存する"),
                Record("none", [1, 3]),
            ],
            Token);

        var found = await store.SearchAsync("c", new VectorQuery { Text = text, IsHybrid = true }, Token);

        found[0].Record.Key.ShouldBe(expected);
        found[0].Score.ShouldBe(1 / 61.0);
    }

    [Fact]
    public async Task SearchAsync_Hybrid_FusesBothRanks()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync(
            "c", [Record("vector", [1, 0], "apple"), Record("both", [0.9f, 0.1f], "pear tree"), Record("word", [0, 1], "pear")], Token);

        var found = await store.SearchAsync("c", new VectorQuery { Text = "pear tree", Vector = new float[] { 1, 0 }, IsHybrid = true }, Token);

        found.Select(match => match.Record.Key).ShouldBe(["both", "word", "vector"]);
        found[0].Score.ShouldBe((1 / 61.0) + (1 / 62.0), 1e-12);
    }

    [Fact]
    public async Task SearchAsync_HybridWithFilter_LeavesOutOthers()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync(
            "c", [Record("a", [1, 0], "pear", """{"n":1}"""), Record("b", [1, 0], "pear", """{"n":2}""")], Token);

        var found = await store.SearchAsync(
            "c", new VectorQuery { Text = "pear", Vector = new float[] { 1, 0 }, IsHybrid = true, Filter = Json("""{"n":2}""") }, Token);

        found.Select(match => match.Record.Key).ShouldBe(["b"]);
    }

    [Fact]
    public async Task SearchAsync_ReplacedText_IsNotFoundByOldWords()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync("c", [Record("a", [1, 0], "apple")], Token);
        await store.UpsertAsync("c", [Record("a", [1, 0], "pear")], Token);

        (await store.SearchAsync("c", new VectorQuery { Text = "apple", IsHybrid = true }, Token)).ShouldBeEmpty();
        (await store.FindAsync("c", Token))!.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SearchAsync_MinScore_LeavesOutLess()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync("c", [Record("a", [1, 0]), Record("b", [0, 1]), Record("zero", [0, 0])], Token);

        var found = await store.SearchAsync("c", new VectorQuery { Vector = new float[] { 2, 0 }, MinScore = 0.5 }, Token);

        found.Select(match => (match.Record.Key, match.Score)).ShouldBe([("a", 1)]);
    }

    [Fact]
    public async Task UpsertAsync_OneDoesNotFit_PutsNoneIn()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync("c", [Record("a", [1, 0])], Token);

        var failure = await Should.ThrowAsync<StepException>(() => store.UpsertAsync("c", [Record("b", [1, 0]), Record("d", [1])], Token));

        (failure.Code, failure.Message).ShouldBe(("ARCH4231", "The vector of record 'd' has 1 dimensions; those of the collection 'c' have 2."));
        (await store.FindAsync("c", Token))!.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(float.NaN, "The vector of record 'a' holds NaN; its numbers must be finite and of at most 1E15.")]
    [InlineData(float.NegativeInfinity, "The vector of record 'a' holds -Infinity; its numbers must be finite and of at most 1E15.")]
    public async Task UpsertAsync_NotFinite_IsRefused(float value, string message)
    {
        var store = _files.Open(inMemory);

        var failure = await Should.ThrowAsync<StepException>(() => store.UpsertAsync("c", [Record("a", [1, value])], Token));

        failure.Message.ShouldBe(message);
    }

    [Fact]
    public async Task SearchAsync_Cancelled_Ends()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync("c", [Record("a", [1, 0])], Token);

        await Should.ThrowAsync<OperationCanceledException>(
            () => store.SearchAsync("c", new VectorQuery { Vector = new float[] { 1, 0 } }, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DropAsync_Collection_IsGoneAndMayHaveOtherDimensions()
    {
        var store = _files.Open(inMemory);
        await store.UpsertAsync("c", [Record("a", [1, 0], "x")], Token);
        await store.SearchAsync("c", new VectorQuery { Vector = new float[] { 1, 0 } }, Token);

        (await store.DropAsync("c", Token)).ShouldBeTrue();
        await store.UpsertAsync("c", [Record("b", [1, 0, 0])], Token);

        (await store.SearchAsync("c", new VectorQuery { Vector = new float[] { 1, 0, 0 } }, Token)).Single().Record.Key.ShouldBe("b");
    }

    [Fact]
    public async Task SearchAsync_WhileOthersWrite_SeesWholeBatches()
    {
        var store = _files.Open(inMemory);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await store.UpsertAsync("c", Batch(0), Token);
        var writing = Task.Run(
            async () =>
            {
                for (var n = 1; n <= 60; n++)
                {
                    await store.UpsertAsync("c", Batch(n), Token);
                }

                await end.CancelAsync();
            },
            Token);

        async Task SearchAsync()
        {
            while (!end.IsCancellationRequested)
            {
                var found = await store.SearchAsync("c", new VectorQuery { Vector = new float[] { 1, 1 }, Limit = 100 }, Token);
                found.Count.ShouldBe(50);
                found.Select(match => match.Record.Metadata!["n"]!.GetValue<int>()).Distinct().Count().ShouldBe(1);
            }
        }

        await Task.WhenAll(writing, Task.Run(SearchAsync, Token), Task.Run(SearchAsync, Token));

        static List<VectorRecord> Batch(int n) =>
            [.. Enumerable.Range(0, 50).Select(i => Record($"k{i}", [1, i + n], metadata: $$"""{"n":{{n}}}"""))];
    }
}

public sealed class VectorStoreOnFileTests() : VectorStoreTests(inMemory: false);

public sealed class VectorStoreInMemoryTests() : VectorStoreTests(inMemory: true);
