using System.IO.Compression;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests.Golden;

/// <summary>
/// R34 upgrade-replay: files that stores of earlier schemas left behind, kept byte by byte. The first schema is made by statements,
/// see <see cref="MigrationTests"/>.
/// </summary>
public sealed class GoldenStoreTests : IAsyncDisposable
{
    private static readonly string[] s_runs = ["run-1", "run-2", "run-3"];

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData("store-2.db.br")]
    public async Task OpenAsync_FileOfAnEarlierSchema_HasAllThatWasInIt(string name)
    {
        await using (var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", name)))
        await using (var unpacked = new BrotliStream(packed, CompressionMode.Decompress))
        await using (var file = File.Create(_folder.File))
        {
            await unpacked.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        var store = await _folder.OpenAsync();

        foreach (var runId in s_runs.Select(run => new RunId(run)))
        {
            var records = await store.ReadAsync(runId);
            records.Select(record => record.Kind).ShouldBe(["run_started", "step_opened", "step_opened"]);
            ((RunStarted)records[0]).Inputs.ShouldBe(Value.From(new string(runId.Value[^1], 70_000)));
            var loaded = await store.LoadAsync(runId);
            loaded.SnapshotSequence.ShouldBe(2);
            loaded.Snapshot.ShouldNotBeNull().Length.ShouldBe(2_000);
            loaded.Records.ShouldHaveSingleItem().Sequence.ShouldBe(3);
            (await store.ListWaitsAsync(runId)).Select(wait => wait.Name).Order(StringComparer.Ordinal).ShouldBe(["a.b", "go"]);
            (await store.ListTasksAsync(new HumanTaskQuery { RunId = runId })).ShouldHaveSingleItem().Title.ShouldBe("Ask");
            (await store.ListPermitsAsync($"key-{runId}", 10)).ShouldHaveSingleItem().RunId.ShouldBe(runId);
            (await store.ReadInboxAsync(runId)).ShouldNotBeEmpty();
            (await store.FindCachedAsync($"cache-of-{runId}", StoreFolder.Now)).ShouldBe(Value.From(2));
        }

        (await store.ListAsync(new RunQuery())).Select(run => run.RunId.Value).Order(StringComparer.Ordinal).ShouldBe(s_runs);
        (await store.ListEventsAsync("a.b", DateTimeOffset.MinValue, 10)).Count.ShouldBe(s_runs.Length);
        (await store.ClaimAllAsync()).Select(claim => claim.Epoch).ShouldBe([2, 2, 2]);
        await store.CommitAsync(Sample.Next("run-1", 4, epoch: 2, RunStatus.Succeeded));
    }

    /// <summary>Makes the file for the schema of today; see docs/decisions/golden-journals.md. A file that is there stays as it is.</summary>
    [Fact(Explicit = true)]
    public async Task MakeFile()
    {
        var path = Environment.GetEnvironmentVariable("ARCH_GOLDEN_STORE");
        Assert.SkipWhen(path is null, "ARCH_GOLDEN_STORE does not say which file to make.");
        await using (var store = await SqliteJournalStore.OpenAsync(StoreFolder.Options(_folder.Path)))
        {
            await store.SaveDefinitionAsync(Sample.Definition, Sample.Sources);
            foreach (var run in s_runs)
            {
                await FullRun.CommitAsync(store, run);
            }
        }

        File.Exists(_folder.File + "-wal").ShouldBeFalse("all of it is to be in one file");
        await using var file = new FileStream(path, FileMode.CreateNew);
        await using var packed = new BrotliStream(file, CompressionLevel.SmallestSize);
        await packed.WriteAsync(await File.ReadAllBytesAsync(_folder.File, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }
}
