using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Ownership;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class OwnershipTests : StoreTest
{
    private static readonly RunId Run = new("run-1");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Store.CommitAsync(Sample.Start(Run.Value));
    }

    [Fact]
    public async Task ClaimAsync_OwnerAlive_Nothing()
    {
        var other = await Folder.OpenAsync();

        (await other.ClaimAllAsync()).ShouldBeEmpty();
        (await other.ClaimAsync(Run)).ShouldBeNull();
        (await Store.ClaimAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ClaimAsync_OwnerClosed_TakesRunWithNextEpoch()
    {
        await Store.DisposeAsync();
        var other = await Folder.OpenAsync();

        var claim = (await other.ClaimAllAsync()).ShouldHaveSingleItem();

        claim.Epoch.ShouldBe(2);
        claim.Summary.ShouldBe(Sample.Summary(Run.Value));
        (await other.ClaimAllAsync()).ShouldBeEmpty();
        await other.CommitAsync(Sample.Next(Run.Value, 2, epoch: 2));
    }

    [Fact]
    public async Task ClaimAsync_Released_TakesRunAndOldOwnerIsRefused()
    {
        var other = await Folder.OpenAsync();
        await Store.ReleaseAsync(Run, 1);

        (await other.ClaimAllAsync()).ShouldHaveSingleItem().Epoch.ShouldBe(2);

        await Should.ThrowAsync<RunOwnershipLostException>(Store.CommitAsync(Sample.Next(Run.Value, 2)).AsTask());
        await other.CommitAsync(Sample.Next(Run.Value, 2, epoch: 2));
    }

    [Fact]
    public async Task ReleaseAsync_NoLongerTheOwner_DoesNothing()
    {
        var other = await Folder.OpenAsync();
        await Store.ReleaseAsync(Run, 1);
        await other.ClaimAllAsync();

        await Store.ReleaseAsync(Run, 1);
        await Store.ReleaseAsync(Run, 2);

        (await Store.ClaimAllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ClaimAsync_EndedRun_StaysAsItIs()
    {
        await Store.CommitAsync(Sample.Next(Run.Value, 2, status: RunStatus.Cancelled));
        await Store.DisposeAsync();
        var other = await Folder.OpenAsync();

        (await other.ClaimAllAsync()).ShouldBeEmpty();
        (await other.ClaimAsync(Run)).ShouldBeNull();
    }

    [Fact]
    public async Task ClaimAsync_OneOfSeveral_ThatOnly()
    {
        await Store.CommitAsync(Sample.Start("run-2"));
        await Store.CommitAsync(Sample.Next("run-2", 2, status: RunStatus.Waiting));
        await Store.DisposeAsync();
        var other = await Folder.OpenAsync();

        (await other.ClaimAsync(new RunId("run-2"))).ShouldNotBeNull().Summary.Status.ShouldBe(RunStatus.Waiting);
        (await other.ClaimAsync(new RunId("nobody"))).ShouldBeNull();
        (await other.ClaimAllAsync()).ShouldHaveSingleItem().Summary.RunId.ShouldBe(Run);
    }

    [Fact]
    public async Task ClaimAsync_TwoStoresAtOnce_EachRunGoesToOne()
    {
        for (var i = 2; i <= 40; i++)
        {
            await Store.CommitAsync(Sample.Start($"run-{i}"));
        }

        await Store.DisposeAsync();
        var rivals = new[] { await Folder.OpenAsync(), await Folder.OpenAsync(), await Folder.OpenAsync() };

        var claims = await Task.WhenAll(rivals.Select(rival => Task.Run(() => rival.ClaimAllAsync())));

        claims.SelectMany(claim => claim).Select(claim => claim.Summary.RunId).ShouldBeUnique();
        claims.Sum(claim => claim.Count).ShouldBe(40);
        claims.SelectMany(claim => claim).ShouldAllBe(claim => claim.Epoch == 2);
    }

    [Fact]
    public async Task CommitAsync_ByAnotherStoreOfTheSameEpoch_Refused()
    {
        var other = await Folder.OpenAsync();

        await Should.ThrowAsync<RunOwnershipLostException>(other.CommitAsync(Sample.Next(Run.Value, 2)).AsTask());

        (await Store.ReadAsync(Run)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task CommitAsync_AfterRelease_Refused()
    {
        await Store.ReleaseAsync(Run, 1);

        await Should.ThrowAsync<RunOwnershipLostException>(Store.CommitAsync(Sample.Next(Run.Value, 2)).AsTask());
    }

    [Fact]
    public async Task OpenAsync_WhileOpen_HoldsOneLockFileAStore()
    {
        var other = await Folder.OpenAsync();
        Directory.GetFiles(Folder.Hosts).Length.ShouldBe(2);

        await other.DisposeAsync();

        Directory.GetFiles(Folder.Hosts).Length.ShouldBe(1);
    }

    [Fact]
    public async Task ClaimAsync_LockFileLeftByADeadHost_RemovesIt()
    {
        var left = Path.Combine(Folder.Hosts, "0123456789abcdef.lock");
        await File.WriteAllTextAsync(left, "", TestContext.Current.CancellationToken);

        await Store.ClaimAllAsync();

        File.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public void IsDead_HeldThenFreed_TellsEach()
    {
        var held = OwnerLock.Take(Folder.Hosts);
        OwnerLock.IsDead(Folder.Hosts, held.Owner).ShouldBeFalse();

        held.Dispose();

        OwnerLock.IsDead(Folder.Hosts, held.Owner).ShouldBeTrue();
    }
}
