using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Storage.Testing;

/// <summary>Runs that are taken out of circulation, by a person or because their owners keep dying.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task ParkAsync_Owned_IsOutOfCirculation()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.Rest(Samples.Start) with { Releases = false });

        await Store.ParkAsync(run.Id, 1, Samples.Error);

        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary with { Status = RunStatus.Parked, Error = Samples.Error, DueAt = null });
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
        await RefusedAsync(Store, run.Continue());
        (await Store.ClaimAsync(run.Id)).ShouldBeNull();
        (await Store.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
        (await Store.FindNotifiedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ParkAsync_StaleEpochOrEnded_DoesNothing()
    {
        var run = await BeginAsync("run-1");
        var ended = await BeginAsync("run-2");
        await Store.CommitAsync(ended.End());

        await Store.ParkAsync(run.Id, 2, Samples.Error);
        await Store.ParkAsync(ended.Id, 1, Samples.Error);
        await Store.ParkAsync(new RunId("nobody"), 1, Samples.Error);

        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await Store.FindAsync(ended.Id)).ShouldBe(ended.Summary);
    }

    [Fact]
    public async Task UnparkAsync_Parked_IsClaimedByWhoeverLooksForWork()
    {
        var run = await BeginAsync();
        await Store.ParkAsync(run.Id, 1, Samples.Error);
        var other = await OpenAsync();

        (await other.UnparkAsync(run.Id)).ShouldBeTrue();

        var summary = (await Store.FindAsync(run.Id)).ShouldNotBeNull();
        summary.Status.ShouldBe(RunStatus.Running);
        summary.Error.ShouldBeNull();
        var claim = (await other.ClaimRunnableAsync(Samples.Start, 10)).ShouldHaveSingleItem();
        claim.ShouldBe(new RunClaim(summary, 2));
        run.Epoch = 2;
        await other.CommitAsync(run.Continue());
    }

    [Fact]
    public async Task UnparkAsync_NotParked_SaysSo()
    {
        var run = await BeginAsync("run-1");
        var ended = await BeginAsync("run-2");
        await Store.CommitAsync(ended.End());

        (await Store.UnparkAsync(run.Id)).ShouldBeFalse();
        (await Store.UnparkAsync(ended.Id)).ShouldBeFalse();
        (await Store.UnparkAsync(new RunId("nobody"))).ShouldBeFalse();

        await Store.CommitAsync(run.Continue());
        (await Store.FindAsync(ended.Id)).ShouldBe(ended.Summary);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Claim_OwnersKeepDying_ParksTheRunInstead(bool claimsOne)
    {
        var run = await BeginAsync();
        var owner = Store;
        for (var death = 1; death < RunClaim.MostCrashes; death++)
        {
            owner = await NextOwnerAsync(owner);
            (await ClaimOneAsync(owner, run, claimsOne)).ShouldBe(1 + death);
        }

        owner = await NextOwnerAsync(owner);
        (await ClaimOneAsync(owner, run, claimsOne)).ShouldBeNull();

        var summary = (await owner.FindAsync(run.Id)).ShouldNotBeNull();
        summary.Status.ShouldBe(RunStatus.Parked);
        summary.Error.ShouldBe(RunClaim.Poisoned(run.Id));
        (await ClaimOneAsync(owner, run, claimsOne)).ShouldBeNull();
        (await owner.ReadAsync(run.Id)).ShouldBe(run.Records);
    }

    [Fact]
    public async Task Claim_CommitBetweenTheDeaths_CountsAnew()
    {
        var run = await BeginAsync();
        var owner = await DieAsync(Store, run, RunClaim.MostCrashes - 1);
        await owner.CommitAsync(run.Continue());

        owner = await DieAsync(owner, run, RunClaim.MostCrashes - 1);

        (await owner.FindAsync(run.Id)).ShouldNotBeNull().Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task Claim_GivenUpBetweenTheDeaths_CountsOn()
    {
        var run = await BeginAsync();
        var owner = await DieAsync(Store, run, RunClaim.MostCrashes - 1);
        await owner.ReleaseAsync(run.Id, run.Epoch);
        run.Epoch = (await owner.ClaimAsync(run.Id)).ShouldNotBeNull().Epoch;

        owner = await NextOwnerAsync(owner);

        (await owner.ClaimAsync(run.Id)).ShouldBeNull();
        (await owner.FindAsync(run.Id)).ShouldNotBeNull().Status.ShouldBe(RunStatus.Parked);
    }

    [Fact]
    public async Task Claim_UnparkedAfterTheDeaths_CountsAnew()
    {
        var run = await BeginAsync();
        var owner = await DieAsync(Store, run, RunClaim.MostCrashes - 1);
        owner = await NextOwnerAsync(owner);
        await owner.ClaimAsync(run.Id);
        (await owner.UnparkAsync(run.Id)).ShouldBeTrue();
        run.Epoch = (await owner.ClaimAsync(run.Id)).ShouldNotBeNull().Epoch;

        owner = await DieAsync(owner, run, RunClaim.MostCrashes - 1);

        (await owner.FindAsync(run.Id)).ShouldNotBeNull().Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task ClaimRunnableAsync_SomeAreParkedInstead_OthersAreClaimedUpToTheLimit()
    {
        var doomed = await BeginAsync("run-1");
        var owner = await DieAsync(Store, doomed, RunClaim.MostCrashes - 1);
        await owner.CommitAsync(new SampleRun("run-2").Begin());
        await owner.CommitAsync(new SampleRun("run-3").Begin());

        owner = await NextOwnerAsync(owner);

        (await owner.ClaimRunnableAsync(Later, 2)).Select(claim => claim.Summary.RunId.Value).ShouldBe(["run-2", "run-3"], ignoreOrder: true);
        (await owner.FindAsync(doomed.Id)).ShouldNotBeNull().Status.ShouldBeOneOf(RunStatus.Parked, RunStatus.Running);
        (await owner.ClaimRunnableAsync(Later, 2)).ShouldBeEmpty();
        (await owner.FindAsync(doomed.Id)).ShouldNotBeNull().Status.ShouldBe(RunStatus.Parked);
    }

    [Fact]
    public async Task ClaimRunnableAsync_OwnersDiedTwice_TakesOneSuspectAtATimeWithTheMostDeathsFirst()
    {
        foreach (var id in new[] { "run-1", "run-2", "run-3" })
        {
            await BeginAsync(id);
        }

        var owner = await NextOwnerAsync(Store);
        (await owner.ClaimRunnableAsync(Later, 10)).ShouldAllBe(claim => !claim.IsSuspect);
        await owner.CommitAsync(new SampleRun("new").Begin());
        owner = await NextOwnerAsync(owner);

        var claims = await owner.ClaimRunnableAsync(Later, 10);
        claims.Single(claim => !claim.IsSuspect).Summary.RunId.Value.ShouldBe("new");
        var first = claims.Single(claim => claim.IsSuspect).Summary.RunId;
        owner = await NextOwnerAsync(owner);

        var suspects = new List<string>();
        while (await owner.ClaimRunnableAsync(Later, 10) is { Count: > 0 } more)
        {
            suspects.Add(more.Single(claim => claim.IsSuspect).Summary.RunId.Value);
        }

        suspects[0].ShouldBe(first.Value);
        suspects.ShouldBe(["run-1", "run-2", "run-3", "new"], ignoreOrder: true);
    }

    private static async Task<long?> ClaimOneAsync(IJournalStore store, SampleRun run, bool claimsOne)
    {
        if (claimsOne)
        {
            return (await store.ClaimAsync(run.Id))?.Epoch;
        }

        return (await store.ClaimRunnableAsync(Samples.Start, 10)).SingleOrDefault()?.Epoch;
    }

    private async Task<IJournalStore> NextOwnerAsync(IJournalStore owner)
    {
        await KillAsync(owner);
        return await OpenAsync();
    }

    // Lets the owners of a run die so many times; the last owner lives.
    private async Task<IJournalStore> DieAsync(IJournalStore owner, SampleRun run, int times)
    {
        for (var i = 0; i < times; i++)
        {
            owner = await NextOwnerAsync(owner);
            run.Epoch = (await owner.ClaimAsync(run.Id)).ShouldNotBeNull().Epoch;
        }

        return owner;
    }
}
