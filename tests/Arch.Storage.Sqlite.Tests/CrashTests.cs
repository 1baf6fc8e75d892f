using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite.Tests.Support;

namespace Arch.Storage.Sqlite.Tests;

/// <summary>Processes that are killed while they write.</summary>
public sealed class CrashTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task ClaimAsync_OwnersKilledAgainAndAgain_NothingConfirmedIsLost()
    {
        const int Seed = 20261125;
        var random = new Random(Seed);
        var confirmed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < 12; round++)
        {
            using var writer = WriterProcess.Start(_folder.Path, string.Create(CultureInfo.InvariantCulture, $"round{round:D2}"));
            await writer.ReadAsync(random.Next(1, 1500));

            await writer.KillAsync();

            foreach (var (run, sequence) in writer.Confirmed)
            {
                confirmed.Add(run, sequence);
            }
        }

        await using var store = await _folder.OpenAsync();
        (await store.ReadOutboxAsync(int.MaxValue)).Count.ShouldBeGreaterThanOrEqualTo(confirmed.Values.Sum());
        TestContext.Current.SendDiagnosticMessage($"Seed {Seed}: {confirmed.Count} runs, {confirmed.Values.Sum()} commits confirmed.");
        await ShouldHoldAsync(store, confirmed);
        var claims = await store.ClaimAllAsync();
        claims.Select(claim => claim.Summary.RunId.Value).ShouldBe(await UnfinishedAsync(store), ignoreOrder: true);
    }

    [Fact]
    public async Task ClaimAsync_OneOfTwoHostsKilled_TakesItsRunsAndLeavesTheOthers()
    {
        using var first = WriterProcess.Start(_folder.Path, "first");
        using var second = WriterProcess.Start(_folder.Path, "second");
        await Task.WhenAll(first.ReadAsync(300), second.ReadAsync(300));

        await first.KillAsync();
        await using var store = await _folder.OpenAsync();
        var claims = await store.ClaimAllAsync();
        await second.ReadAsync(300);
        await second.KillAsync();
        var later = await store.ClaimAllAsync();

        claims.ShouldNotBeEmpty();
        claims.ShouldAllBe(claim => claim.Summary.RunId.Value.StartsWith("first"));
        later.ShouldNotBeEmpty();
        later.ShouldAllBe(claim => claim.Summary.RunId.Value.StartsWith("second"));
        claims.Concat(later).ShouldAllBe(claim => claim.Epoch == 2);
        await ShouldHoldAsync(store, first.Confirmed);
        await ShouldHoldAsync(store, second.Confirmed);
    }

    private static async Task ShouldHoldAsync(SqliteJournalStore store, Dictionary<string, int> confirmed)
    {
        confirmed.ShouldNotBeEmpty();
        foreach (var (run, sequence) in confirmed)
        {
            var runId = new RunId(run);
            var records = (await store.ReadAsync(runId)).Count;
            records.ShouldBeGreaterThanOrEqualTo(sequence, run);
            await ShouldBeWholeAsync(store, runId, records);
        }
    }

    // What the last commit wrote is there in whole, and what it took away is gone.
    private static async Task ShouldBeWholeAsync(SqliteJournalStore store, RunId run, int records)
    {
        string[] open = (await store.FindAsync(run)).ShouldNotBeNull().HasEnded ? [] : [Text(records)];
        (await store.ListWaitsAsync(run)).Select(wait => Text(wait.Activation)).ShouldBe(open, run.Value);
        (await store.ListTasksAsync(new HumanTaskQuery { RunId = run })).Select(task => Text(task.Activation)).ShouldBe(open, run.Value);
        (await store.ListTasksAsync(new HumanTaskQuery { RunId = run, Status = null })).Count.ShouldBe(records, run.Value);
        (await store.ListEventsAsync($"steps.{run}", DateTimeOffset.UnixEpoch, 100)).Select(message => message.Id)
            .ShouldBe(Enumerable.Range(1, records).Select(number => $"{run}/{Text(number)}"));
        (await store.ReadInboxAsync(run)).Select(message => message.Id).Where(id => !id.StartsWith("permit/")).ShouldBe(open, run.Value);
        (await store.ListPermitsAsync(null, 1000)).Count(holder => holder.RunId == run).ShouldBe(open.Length, run.Value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<IEnumerable<string>> UnfinishedAsync(SqliteJournalStore store)
    {
        var unfinished = await store.ListAsync(new RunQuery { Status = RunStatus.Running, Limit = 1000 });
        unfinished.ShouldNotBeEmpty();
        return unfinished.Select(summary => summary.RunId.Value);
    }
}
