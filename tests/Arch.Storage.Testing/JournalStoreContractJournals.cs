using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>Journals and snapshots.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task LoadAsync_NotKnown_Empty()
    {
        var loaded = await Store.LoadAsync(new RunId("nobody"));

        loaded.Snapshot.ShouldBeNull();
        loaded.SnapshotSequence.ShouldBe(0);
        loaded.Records.ShouldBeEmpty();
        (await Store.ReadAsync(new RunId("nobody"))).ShouldBeEmpty();
        (await Store.FindAsync(new RunId("nobody"))).ShouldBeNull();
    }

    [Fact]
    public async Task LoadAsync_NoSnapshot_AllRecords()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.Continue(records: 4));

        var loaded = await Store.LoadAsync(run.Id);

        loaded.Snapshot.ShouldBeNull();
        loaded.SnapshotSequence.ShouldBe(0);
        loaded.Records.ShouldBe(run.Records);
    }

    [Fact]
    public async Task LoadAsync_Snapshot_ItAndTheRecordsAfterIt()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.Continue(records: 2) with { Snapshot = new byte[] { 1, 2, 3 } });
        await Store.CommitAsync(run.Continue(records: 2));
        await Store.CommitAsync(run.Continue());

        var loaded = await Store.LoadAsync(run.Id);

        loaded.Snapshot.ShouldNotBeNull().ToArray().ShouldBe([1, 2, 3]);
        loaded.SnapshotSequence.ShouldBe(3);
        loaded.Records.ShouldBe(run.Records[3..]);
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task LoadAsync_SeveralSnapshots_TheLatest()
    {
        var run = new SampleRun("run-1");
        await Store.CommitAsync(run.Begin() with { Snapshot = new byte[] { 1 } });
        await Store.CommitAsync(run.Continue() with { Snapshot = new byte[] { 2 } });

        var loaded = await Store.LoadAsync(run.Id);

        loaded.Snapshot.ShouldNotBeNull().ToArray().ShouldBe([2]);
        loaded.SnapshotSequence.ShouldBe(2);
        loaded.Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_LargeSnapshot_AsItWasCommitted()
    {
        var run = await BeginAsync();
        var snapshot = new byte[300_000];
        new Random(7).NextBytes(snapshot);

        await Store.CommitAsync(run.Continue() with { Snapshot = snapshot });

        (await Store.LoadAsync(run.Id)).Snapshot.ShouldNotBeNull().ToArray().ShouldBe(snapshot);
    }

    [Fact]
    public async Task LoadAsync_ByNextOwner_WhatTheFormerCommitted()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.Continue() with { Snapshot = new byte[] { 1 } });
        await Store.CommitAsync(run.Continue());
        await KillAsync(Store);
        var other = await OpenAsync();

        run.Epoch = (await other.ClaimAsync(run.Id)).ShouldNotBeNull().Epoch;
        await other.CommitAsync(run.Continue());

        var loaded = await other.LoadAsync(run.Id);
        loaded.SnapshotSequence.ShouldBe(2);
        loaded.Records.ShouldBe(run.Records[2..]);
    }
}
