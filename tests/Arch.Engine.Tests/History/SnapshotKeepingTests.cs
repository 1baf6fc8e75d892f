using System.Text;
using Arch.Engine.Journal;
using Arch.Engine.Memory;
using Arch.Engine.Runs;
using Arch.Engine.Shell;
using Arch.Engine.Tests.Support;

namespace Arch.Engine.Tests.History;

public sealed class SnapshotKeepingTests
{
    private const string Workflow = """
        vars: {n: {type: integer, default: 0}}
        steps:
          - {id: a, uses: test.do@1, with: {v: 7}}
          - {id: r, repeat: {until: vars.n >= 20, max: 50}, do: [{id: i, set: {n: "${{ vars.n + 1 }}"}}, {id: s, uses: test.do@1}]}
          - {id: w, wait: {signal: go}}
        outputs: {n: {type: integer, value: "${{ vars.n + steps.a.outputs.v }}"}}
        """;

    [Fact]
    public async Task Commit_AfterSoManyRecords_KeepsASnapshotFromWhichAnotherEngineGoesOn()
    {
        var (first, id) = await BeginAsync();
        var (store, watch) = WatchedStore.Over(first.OpenAnother());
        await using var host = new TestHost(store, change: Every(10));

        var stored = await store.LoadAsync(id);
        stored.SnapshotSequence.ShouldBeInRange(100, 140);
        stored.Records.Count.ShouldBeLessThan(60);
        await host.Engine.SignalAsync(id, "go");
        var run = await host.EndAsync(id);

        run.Outputs["n"].ToString().ShouldBe("27");
        watch.Calls.ShouldNotContain("ReadAsync");
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"definition\":\"", "\"definition\":\"0")]
    [InlineData("\"next_sequence\":1", "\"next_sequence\":2")]
    [InlineData("\"node\":", "\"node\":9")]
    [InlineData("\"lanes\":[", "\"lane\":[")]
    [InlineData("{", "")]
    public async Task Load_SnapshotThatCannotBeUsed_ReadsTheWholeJournal(string part, string instead)
    {
        var (first, id) = await BeginAsync();
        var (store, watch) = WatchedStore.Over(first.OpenAnother());
        watch.Loaded = stored => stored with { Snapshot = Change(stored.Snapshot!.Value, part, instead) };
        await using var host = new TestHost(store, change: Every(10));

        await host.Engine.SignalAsync(id, "go");
        var run = await host.EndAsync(id);

        run.Outputs["n"].ToString().ShouldBe("27");
        watch.Calls.ShouldContain("ReadAsync");
    }

    [Fact]
    public async Task Load_JournalThatMakesNoSense_ParksTheRunInsteadOfLosingIt()
    {
        var (first, id) = await BeginAsync();
        var (store, watch) = WatchedStore.Over(first.OpenAnother());
        watch.Loaded = stored => stored with { Records = [new StepClosed { Activation = 99, Status = StepStatus.Succeeded }] };
        await using var host = new TestHost(store);

        await host.Engine.SignalAsync(id, "go");
        var run = await host.EndAsync(id);

        (run.Status, run.Error?.Code).ShouldBe((RunStatus.Parked, "ARCH3201"));
    }

    [Fact]
    public void SnapshotSchedule_LongSnapshot_WaitsUntilTheJournalHasGrownByAsMuch()
    {
        var schedule = new SnapshotSchedule(10);
        (schedule.IsDue(10), schedule.IsDue(11)).ShouldBe((false, true));

        schedule.Taken(11, length: 100);
        (schedule.IsDue(20), schedule.IsDue(21)).ShouldBe((false, true));

        schedule.Taken(21, length: 5_000);
        (schedule.IsDue(70), schedule.IsDue(71)).ShouldBe((false, true));
    }

    private static async Task<(MemoryJournalStore Store, RunId Id)> BeginAsync()
    {
        var store = new MemoryJournalStore(new MemoryStoreOptions { KeepsEverything = true });
        await using var host = new TestHost(store, change: Every(10));
        return (store, await host.ParkAsync(Workflow));
    }

    private static Func<EngineOptions, EngineOptions> Every(int records) => options => options with { SnapshotEvery = records };

    private static ReadOnlyMemory<byte> Change(ReadOnlyMemory<byte> snapshot, string part, string instead)
    {
        var text = Encoding.UTF8.GetString(snapshot.Span);
        var place = text.IndexOf(part, StringComparison.Ordinal);
        place.ShouldBeGreaterThanOrEqualTo(0);
        return Encoding.UTF8.GetBytes(text[..place] + instead + text[(place + part.Length)..]);
    }
}
