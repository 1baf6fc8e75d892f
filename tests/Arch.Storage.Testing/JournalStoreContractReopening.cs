using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing;

/// <summary>Runs that go on after they have ended, and runs that get another definition.</summary>
public abstract partial class JournalStoreContract
{
    [Fact]
    public async Task ReopenAsync_Ended_StaysEndedUntilTheNextCommit()
    {
        var run = await EndAsync();
        var other = await OpenAsync();

        var claim = await other.ReopenAsync(run.Id);

        (claim?.Summary.Status, claim?.Epoch).ShouldBe((RunStatus.Failed, 2));
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Ended);
        (await Store.ClaimAsync(run.Id)).ShouldBeNull();
        (await Store.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
        await other.ParkAsync(run.Id, 2, Samples.Error);
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
    }

    [Fact]
    public async Task CommitAsync_Reopened_IsARunLikeAnyOther()
    {
        var run = await EndAsync();
        var other = await OpenAsync();
        run.Epoch = (await other.ReopenAsync(run.Id))!.Epoch; // it has ended
        var task = Samples.Task(run);

        await RefusedAsync(Store, run.Copy().GoOn());
        await other.CommitAsync(run.GoOn(new RunWrites
        {
            OpenedTasks = [task],
            OpenedWaits = [new OpenWait(3, 0, RunMessageKind.Signal, "go", null)],
        }));

        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await Store.ReadAsync(run.Id)).ShouldBe(run.Records);
        SameTask(await Index.FindTaskAsync(task.Id), task);
        (await Index.ListWaitsAsync(run.Id)).ShouldHaveSingleItem();
        (await Store.SendAsync(Samples.Message(run.Id, "m"))).ShouldBe(SendResult.Accepted);
        (await Index.ListAsync(new RunQuery { Status = RunStatus.Running })).ShouldHaveSingleItem();
        await other.CommitAsync(run.End());
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        SameTask(await Index.FindTaskAsync(task.Id), task with { Status = HumanTaskStatus.Cancelled, ClosedAt = run.Now });
    }

    [Fact]
    public async Task ReopenAsync_Twice_TheFirstLosesIt()
    {
        var run = await EndAsync();
        var other = await OpenAsync();
        var first = await Store.ReopenAsync(run.Id);

        var second = await other.ReopenAsync(run.Id);

        run.Epoch = first!.Epoch; // it has ended
        await RefusedAsync(Store, run.Copy().GoOn());
        run.Epoch = second!.Epoch; // as above
        await other.CommitAsync(run.GoOn());
    }

    [Fact]
    public async Task ReopenAsync_OwnerDies_TheRunHasEndedAsBefore()
    {
        var run = await EndAsync();
        var other = await OpenAsync();
        await other.ReopenAsync(run.Id);

        await KillAsync(other);

        (await Store.ClaimRunnableAsync(Later, 10)).ShouldBeEmpty();
        (await Store.FindAsync(run.Id)).ShouldBe(run.Summary);
        (await Store.ReopenAsync(run.Id))!.Epoch.ShouldBe(3); // it has ended
    }

    [Fact]
    public async Task ReopenAsync_NotEnded_IsNot()
    {
        var run = await BeginAsync();

        (await Store.ReopenAsync(run.Id)).ShouldBeNull();
        (await Store.ReopenAsync(new RunId("nobody"))).ShouldBeNull();

        await Store.CommitAsync(run.Continue());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CommitAsync_OtherDefinition_IsThatOfTheRunFromThenOn(bool changesNothingElse)
    {
        var definition = new DefinitionId(new string('e', 64));
        await Store.SaveDefinitionAsync(definition, Samples.Sources);
        var run = await BeginAsync();
        var commit = run.Migrate(definition);

        await Store.CommitAsync(changesNothingElse ? commit : commit with { Releases = true });

        (await Store.FindAsync(run.Id))!.Definition.ShouldBe(definition); // it has just begun
    }

    private async Task<SampleRun> EndAsync()
    {
        var run = await BeginAsync();
        await Store.CommitAsync(run.End(RunStatus.Failed));
        return run;
    }
}
