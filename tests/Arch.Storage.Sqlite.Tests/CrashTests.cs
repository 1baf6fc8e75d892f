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
            (await store.ReadAsync(new RunId(run))).Count.ShouldBeGreaterThanOrEqualTo(sequence, run);
        }
    }

    private static async Task<IEnumerable<string>> UnfinishedAsync(SqliteJournalStore store)
    {
        var unfinished = await store.ListAsync(new RunQuery { Status = RunStatus.Running, Limit = 1000 });
        unfinished.ShouldNotBeEmpty();
        return unfinished.Select(summary => summary.RunId.Value);
    }
}
