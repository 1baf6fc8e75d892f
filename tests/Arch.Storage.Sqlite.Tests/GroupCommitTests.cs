using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

public sealed class GroupCommitTests : StoreTest
{
    [Fact]
    public async Task CommitAsync_ManyWaiting_ShareTransactions()
    {
        var before = Store.Batches;

        var commits = await WhileLockedAsync(() => Enumerable.Range(0, 500)
            .Select(i => Store.CommitAsync(Sample.Start($"run-{i:D3}")).AsTask()));
        await Task.WhenAll(commits);

        // What the writer had taken when the lock came, and at most 256 in each of the others.
        (Store.Batches - before).ShouldBeLessThanOrEqualTo(3);
        (await Store.ListAsync(new RunQuery { Limit = 1000 })).Count.ShouldBe(500);
    }

    [Fact]
    public async Task CommitAsync_OneByOne_ATransactionEach()
    {
        var before = Store.Batches;

        await Store.CommitAsync(Sample.Start("run-1"));
        await Store.CommitAsync(Sample.Next("run-1", 2));

        (Store.Batches - before).ShouldBe(2);
    }

    [Fact]
    public async Task CommitAsync_StaleOneAmongMany_FailsAlone()
    {
        await Store.CommitAsync(Sample.Start("run-0"));

        var commits = (await WhileLockedAsync(() =>
        [
            Store.CommitAsync(Sample.Start("run-1")).AsTask(),
            Store.CommitAsync(Sample.Start("run-0")).AsTask(),
            Store.CommitAsync(Sample.Next("run-1", 2)).AsTask(),
            Store.CommitAsync(Sample.Next("run-0", 7)).AsTask(),
            Store.CommitAsync(Sample.Next("run-0", 2)).AsTask(),
        ])).ToList();

        await Should.ThrowAsync<RunOwnershipLostException>(commits[1]);
        await Should.ThrowAsync<RunOwnershipLostException>(commits[3]);
        await Task.WhenAll(commits[0], commits[2], commits[4]);
        (await Store.ReadAsync(new RunId("run-0"))).Count.ShouldBe(2);
        (await Store.ReadAsync(new RunId("run-1"))).Count.ShouldBe(2);
    }

    /// <summary>Starts commits while another connection keeps the file locked, so that they must wait for each other.</summary>
    private async Task<IEnumerable<Task>> WhileLockedAsync(Func<IEnumerable<Task>> start)
    {
        using var other = Folder.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var commits = start().ToList();
        commits.ShouldAllBe(commit => !commit.IsCompleted);
        other.Execute("COMMIT");
        await Task.WhenAny(commits);
        return commits;
    }
}
