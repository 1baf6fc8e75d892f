using System.Text;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class SnapshotTests : StoreTest
{
    private static readonly RunId Run = new("run-1");
    private static readonly byte[] State = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000).Select(i => $"state {i}, ")));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Store.CommitAsync(Sample.Start(Run.Value));
        await Store.CommitAsync(Sample.Next(Run.Value, 2) with { Snapshot = State });
        await Store.CommitAsync(Sample.Next(Run.Value, 3));
    }

    [Fact]
    public async Task LoadAsync_Snapshot_ReadsTheTailOnly()
    {
        // What is before the snapshot is not looked at.
        Folder.Execute("UPDATE journal SET fields = '{' WHERE seq = 1");

        var stored = await Store.LoadAsync(Run);

        stored.Snapshot.ShouldNotBeNull().ToArray().ShouldBe(State);
        stored.SnapshotSequence.ShouldBe(2);
        stored.Records.Select(record => record.Sequence).ShouldBe([3]);
    }

    [Fact]
    public async Task CommitAsync_AnotherSnapshot_ReplacesTheOneBefore()
    {
        await Store.CommitAsync(Sample.Next(Run.Value, 4) with { Snapshot = "later"u8.ToArray() });

        var stored = await Store.LoadAsync(Run);

        stored.Snapshot.ShouldNotBeNull().ToArray().ShouldBe("later"u8.ToArray());
        stored.SnapshotSequence.ShouldBe(4);
        stored.Records.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("state = substr(state, 1, length(state) - 1)")]
    [InlineData("state = x''")]
    [InlineData("seq = 1")]
    [InlineData("seq = 3")]
    [InlineData("checksum = checksum + 1")]
    [InlineData("is_packed = 0, state = x'616263'")]
    public async Task LoadAsync_SnapshotDamaged_ReadsTheWholeJournal(string damage)
    {
        Folder.Execute($"UPDATE snapshots SET {damage}");

        var stored = await Store.LoadAsync(Run);

        stored.Snapshot.ShouldBeNull();
        stored.SnapshotSequence.ShouldBe(0);
        stored.Records.Select(record => record.Sequence).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task LoadAsync_SnapshotOfRecordsThatAreNotThere_ReadsTheWholeJournal()
    {
        var checksum = Checksum.OfSnapshot(Run.Value, 9, "abc"u8);
        Folder.Execute($"UPDATE snapshots SET seq = 9, is_packed = 0, state = x'616263', checksum = {checksum}");

        (await Store.LoadAsync(Run)).Records.Count.ShouldBe(3);
    }

    [Fact]
    public async Task LoadAsync_TailDamaged_ARCH5003()
    {
        Folder.Execute("UPDATE journal SET fields = '{' WHERE seq = 3");

        (await Should.ThrowAsync<JournalStoreException>(() => Store.LoadAsync(Run).AsTask())).Code.ShouldBe("ARCH5003");
    }
}
