using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>Who owns a run: claiming, giving up, and what is due.</summary>
public abstract partial class JournalStoreContract
{
    private static readonly DateTimeOffset Later = Samples.Start.AddDays(9);

    [Fact]
    public async Task ClaimAsync_LivingOwnerOrOwn_Null()
    {
        var run = await BeginAsync();
        var other = await OpenAsync();

        (await other.ClaimAsync(run.Id)).ShouldBeNull();
        (await Store.ClaimAsync(run.Id)).ShouldBeNull();
        (await other.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
        (await Store.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
        await Store.CommitAsync(run.Continue());
    }

    [Fact]
    public async Task ClaimAsync_Released_OwnsWithHigherEpochAndFormerIsRefused()
    {
        var run = await BeginAsync();
        var other = await OpenAsync();
        await Store.ReleaseAsync(run.Id, 1);

        var claim = (await other.ClaimAsync(run.Id)).ShouldNotBeNull();

        claim.Epoch.ShouldBe(2);
        claim.Summary.ShouldBe(run.Summary);
        (await Store.ClaimAsync(run.Id)).ShouldBeNull();
        var next = run.Continue();
        await RefusedAsync(Store, next);
        await RefusedAsync(other, next);
        await other.CommitAsync(next with { Epoch = 2 });
    }

    [Fact]
    public async Task ClaimAsync_GivenUpByItsCommit_OwnsWithHigherEpoch()
    {
        var run = await RestAsync("run-1", Samples.Start.AddHours(1));

        var claim = (await Store.ClaimAsync(run.Id)).ShouldNotBeNull();

        claim.ShouldBe(new RunClaim(run.Summary, 2));
        run.Epoch = 2;
        await Store.CommitAsync(run.Continue());
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task ClaimAsync_OwnerDied_OwnsWithHigherEpoch()
    {
        var run = await BeginAsync();
        await KillAsync(Store);
        var other = await OpenAsync();

        (await other.ClaimAsync(run.Id)).ShouldBe(new RunClaim(run.Summary, 2));

        run.Epoch = 2;
        await other.CommitAsync(run.Continue());
        (await other.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task ClaimAsync_EndedParkedOrNotKnown_Null()
    {
        var ended = await BeginAsync("run-1");
        await Store.CommitAsync(ended.End());
        var parked = await BeginAsync("run-2");
        await Store.ParkAsync(parked.Id, 1, Samples.Error);
        await KillAsync(Store);
        var other = await OpenAsync();

        (await other.ClaimAsync(ended.Id)).ShouldBeNull();
        (await other.ClaimAsync(parked.Id)).ShouldBeNull();
        (await other.ClaimAsync(new RunId("nobody"))).ShouldBeNull();
        (await other.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ClaimAsync_SeveralOwnersAtOnce_OneGetsIt()
    {
        var run = await RestAsync("run-1");
        var owners = new[] { Store, await OpenAsync(), await OpenAsync(), await OpenAsync() };

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => owners[i % 4].ClaimAsync(run.Id).AsTask())));

        claims.Where(claim => claim is not null).ShouldHaveSingleItem()!.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task ClaimRunnableAsync_RunsOfAllSorts_ThoseForWhichSomethingIsToBeDone()
    {
        var now = Samples.Start.AddHours(1);
        var message = new RunWrites { Messages = [Samples.Message(new RunId("other"), "m")] };
        await BeginAsync("other");
        await RestAsync("due", now);
        await RestAsync("overdue", now.AddHours(-2));
        await RestAsync("due later", now.AddTicks(1));
        await RestAsync("never due", writes: message);
        await RestAsync("with message");
        await Store.SendAsync(Samples.Message(new RunId("with message"), "m"));
        await BeginAsync("owned");
        await BeginAsync("released");
        await Store.ReleaseAsync(new RunId("released"), 1);
        var paused = new[] { await BeginAsync("paused"), await BeginAsync("paused with message") };
        foreach (var run in paused)
        {
            await Store.CommitAsync(run.Rest(status: RunStatus.Paused));
        }

        await Store.SendAsync(Samples.Message(paused[1].Id, "m", RunMessageKind.Resume));
        await Store.CommitAsync((await BeginAsync("ended")).End());
        await BeginAsync("parked");
        await Store.ParkAsync(new RunId("parked"), 1, Samples.Error);
        await Store.SendAsync(Samples.Message(new RunId("parked"), "m"));
        var other = await OpenAsync();

        var claims = await other.ClaimRunnableAsync(now, 100);

        claims.Select(claim => claim.Summary.RunId.Value)
            .ShouldBe(["due", "overdue", "with message", "released", "paused with message"], ignoreOrder: true);
        claims.ShouldAllBe(claim => claim.Epoch == 2);
        (await other.ClaimRunnableAsync(now, 100)).ShouldBeEmpty();
        (await Store.ClaimRunnableAsync(now, 100)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ClaimRunnableAsync_OwnerDied_AllItsUnfinishedRuns()
    {
        await BeginAsync("running");
        var waiting = await BeginAsync("waiting");
        await Store.CommitAsync(waiting.Rest(Later.AddYears(1)) with { Releases = false });
        await Store.CommitAsync((await BeginAsync("ended")).End());
        var living = await OpenAsync();
        await living.CommitAsync(new SampleRun("of the living").Begin());
        await KillAsync(Store);

        var claims = await living.ClaimRunnableAsync(Samples.Start, 100);

        claims.Select(claim => claim.Summary.RunId.Value).ShouldBe(["running", "waiting"], ignoreOrder: true);
        claims.ShouldAllBe(claim => claim.Epoch == 2);
        claims.Single(claim => claim.Summary.RunId == waiting.Id).Summary.ShouldBe(waiting.Summary);
    }

    [Fact]
    public async Task ClaimRunnableAsync_Limit_TheRestRemains()
    {
        for (var i = 0; i < 4; i++)
        {
            await BeginAsync($"dead-{i}");
        }

        for (var i = 0; i < 3; i++)
        {
            await RestAsync($"due-{i}", Samples.Start);
        }

        await KillAsync(Store);
        var other = await OpenAsync();

        var claimed = new List<RunId>();
        foreach (var expected in new[] { 3, 3, 1, 0 })
        {
            var claims = await other.ClaimRunnableAsync(Later, 3);
            claims.Count.ShouldBe(expected);
            claimed.AddRange(claims.Select(claim => claim.Summary.RunId));
        }

        claimed.Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task ClaimRunnableAsync_SeveralOwnersAtOnce_EachRunGoesToOne()
    {
        for (var i = 0; i < 40; i++)
        {
            await BeginAsync($"run-{i}");
        }

        await KillAsync(Store);
        var owners = new[] { await OpenAsync(), await OpenAsync(), await OpenAsync() };

        var claims = await Task.WhenAll(owners.Select(owner => Task.Run(() => owner.ClaimRunnableAsync(Later, 100).AsTask())));

        claims.SelectMany(claim => claim).Select(claim => claim.Summary.RunId).ShouldBeUnique();
        claims.Sum(claim => claim.Count).ShouldBe(40);
    }

    [Fact]
    public async Task ReleaseAsync_StaleEpochOrNotTheOwner_DoesNothing()
    {
        var run = await BeginAsync();
        var other = await OpenAsync();

        await Store.ReleaseAsync(run.Id, 2);
        await other.ReleaseAsync(run.Id, 1);
        await Store.ReleaseAsync(new RunId("nobody"), 1);

        (await other.ClaimAsync(run.Id)).ShouldBeNull();
        await Store.CommitAsync(run.Continue());
    }

    [Fact]
    public async Task FindNextDueAsync_RunsOfAllSorts_TheEarliestThatNobodyOwns()
    {
        (await Store.FindNextDueAsync()).ShouldBeNull();
        await RestAsync("never due");
        (await Store.FindNextDueAsync()).ShouldBeNull();

        await RestAsync("late", Samples.Start.AddHours(9));
        var soon = await RestAsync("soon", Samples.Start.AddHours(5));
        var owned = await BeginAsync("owned");
        await Store.CommitAsync(owned.Rest(Samples.Start.AddHours(1)) with { Releases = false });
        var other = await OpenAsync();
        (await other.FindNextDueAsync()).ShouldBe(Samples.Start.AddHours(5));

        await Store.ReleaseAsync(owned.Id, 1);
        (await other.FindNextDueAsync()).ShouldBe(Samples.Start.AddHours(1));

        await Store.ClaimAsync(owned.Id);
        await Store.ParkAsync(owned.Id, 2, Samples.Error);
        (await other.FindNextDueAsync()).ShouldBe(Samples.Start.AddHours(5));

        soon.Epoch = (await other.ClaimAsync(soon.Id)).ShouldNotBeNull().Epoch;
        (await other.FindNextDueAsync()).ShouldBe(Samples.Start.AddHours(9));
        await other.CommitAsync(soon.Rest(Samples.Start.AddHours(12)));
        (await other.FindNextDueAsync()).ShouldBe(Samples.Start.AddHours(9));
    }
}
