using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Vectors;
using Arch.Vectors.Search;
using Arch.Vectors.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static Arch.Vectors.Tests.Support.TestStore;

namespace Arch.Vectors.Tests.Stores;

public sealed class VectorMemoryTests : IAsyncDisposable
{
    private readonly TestStore _files = new();
    private readonly Random _random = new(7);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    [Fact]
    public async Task SearchAsync_Idle_GivesMemoryBackAndLoadsAgain()
    {
        var time = new FakeTimeProvider();
        var store = _files.Open(change: options => options with { TimeProvider = time, IdleTime = TimeSpan.FromMinutes(5) });
        var query = await FillAsync(store, "c", 500);
        var before = await store.SearchAsync("c", query, Token);

        store.MemoryBytes.ShouldBeGreaterThan(500 * 16 * 4);
        time.Advance(TimeSpan.FromMinutes(7));

        store.MemoryBytes.ShouldBe(0);
        (await store.SearchAsync("c", query, Token)).Select(match => match.Record.Key).ShouldBe(before.Select(match => match.Record.Key));
    }

    [Fact]
    public async Task SearchAsync_LargerThanTheLimit_FindsTheSameFromTheFile()
    {
        var store = _files.Open();
        var query = (await FillAsync(store, "c", 500)) with { Filter = Json("""{"n":{"lt":300}}""") };
        var small = _files.Open(change: options => options with { MemoryLimit = 1000 });

        foreach (var each in new[] { query, query with { Filter = null } })
        {
            var expected = await store.SearchAsync("c", each, Token);
            var found = await small.SearchAsync("c", each, Token);

            found.Select(match => (match.Record.Key, match.Score)).ShouldBe(expected.Select(match => (match.Record.Key, match.Score)));
        }

        small.MemoryBytes.ShouldBe(0);
    }

    [Fact]
    public async Task SearchAsync_NoRoomForTwo_TheOneUsedLastStays()
    {
        var store = _files.Open(change: options => options with { MemoryLimit = VectorBlock.BytesFor(16, 700) });
        var one = await FillAsync(store, "one", 500);
        var two = await FillAsync(store, "two", 500);

        await store.SearchAsync("one", one, Token);
        await store.SearchAsync("two", two, Token);

        store.MemoryBytes.ShouldBeInRange(1, VectorBlock.BytesFor(16, 700));
    }

    [Fact]
    public async Task SearchAsync_AllReplacedManyTimes_DoesNotGrow()
    {
        var store = _files.Open();
        for (var round = 0; round < 12; round++)
        {
            var query = await FillAsync(store, "c", 4000);
            (await store.SearchAsync("c", query, Token)).Count.ShouldBe(10);
        }

        store.MemoryBytes.ShouldBeLessThan(VectorBlock.BytesFor(16, 16 * 4000));
    }

    private async Task<VectorQuery> FillAsync(SqliteVectorStore store, string collection, int count)
    {
        await store.UpsertAsync(
            collection,
            [.. Enumerable.Range(0, count).Select(i => Record($"k{i}", TestStore.Random(_random, 16), metadata: $$"""{"n":{{i}}}"""))],
            Token);
        return new VectorQuery { Vector = TestStore.Random(_random, 16) };
    }
}
