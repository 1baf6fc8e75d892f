using Arch.Engine.Memory;
using Arch.Engine.Ports;
using Arch.Storage.Testing;

namespace Arch.Engine.Tests.Memory;

public sealed class DeadOwnerTests : IAsyncDisposable
{
    private readonly MemoryJournalStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task CommitAsync_TakenForDead_CountsUntilAnotherHasTheRun()
    {
        var dead = _store.OpenAnother();
        var run = new SampleRun("run-1");
        await dead.CommitAsync(run.Begin());
        await dead.DisposeAsync();

        await dead.CommitAsync(run.Continue());
        (await _store.ClaimAsync(run.Id)).ShouldBe(new RunClaim(run.Summary, 2));

        await Should.ThrowAsync<RunOwnershipLostException>(dead.CommitAsync(run.Copy().Continue()).AsTask());
        run.Epoch = 2;
        await _store.CommitAsync(run.Continue());
    }

    [Fact]
    public async Task Claim_TakenForDead_GetsNothing()
    {
        var dead = _store.OpenAnother();
        var run = new SampleRun("run-1");
        await _store.CommitAsync(run.Begin());
        await _store.ReleaseAsync(run.Id, 1);
        await dead.DisposeAsync();

        (await dead.ClaimAsync(run.Id)).ShouldBeNull();
        (await dead.ClaimRunnableAsync(Samples.Start, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task CommitAsync_BegunByOneTakenForDead_IsFoundByOthers()
    {
        var dead = _store.OpenAnother();
        await dead.DisposeAsync();
        var run = new SampleRun("run-1");

        await dead.CommitAsync(run.Begin());

        (await _store.ClaimRunnableAsync(Samples.Start, 10)).ShouldHaveSingleItem().Summary.ShouldBe(run.Summary);
    }
}
