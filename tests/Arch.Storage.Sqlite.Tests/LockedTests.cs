using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class LockedTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CommitAsync_LockedForAWhile_WaitsAndCommits()
    {
        var store = await _folder.OpenAsync();
        using var other = _folder.Connect();
        other.Execute("BEGIN IMMEDIATE");

        var commit = store.CommitAsync(Sample.Start("run-1")).AsTask();
        commit.IsCompleted.ShouldBeFalse();
        (await store.ListAsync(new RunQuery())).ShouldBeEmpty("readers do not wait for writers");
        other.Execute("COMMIT");

        await commit;
        (await store.FindAsync(new RunId("run-1"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task CommitAsync_LockedLongerThanTheStoreWaits_ARCH5007AndNoMoreWrites()
    {
        var store = await _folder.OpenAsync(lockTimeout: TimeSpan.Zero);
        await store.CommitAsync(Sample.Start("run-1"));
        using (var other = _folder.Connect())
        {
            other.Execute("BEGIN IMMEDIATE");

            var failure = await Should.ThrowAsync<JournalStoreException>(store.CommitAsync(Sample.Next("run-1", 2)).AsTask());

            failure.Code.ShouldBe("ARCH5007");
            failure.Message.ShouldStartWith($"The store '{_folder.File}' was locked by another program for longer than the store waits:");
        }

        (await Should.ThrowAsync<JournalStoreException>(store.CommitAsync(Sample.Next("run-1", 2)).AsTask()))
            .Code.ShouldBe("ARCH5007");
        (await store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(1);
    }
}
