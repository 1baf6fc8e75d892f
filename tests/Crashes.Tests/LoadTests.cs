using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Crashes.Tests.Support;

namespace Crashes.Tests;

/// <summary>Very many iterations, runs that are removed while they are looked at, and steps that never end.</summary>
public sealed class LoadTests
{
    private const int Many = 10_000;

    /// <summary>R29 huge-fanout.</summary>
    [Fact]
    public async Task Host_KilledWhileTenThousandIterationsJoin_GoesOnOnceOnly()
    {
        var random = Campaign.Random("R29");
        var (kills, repeats) = (0, 0);
        for (var round = 0; round < 2 * Campaign.Scale; round++)
        {
            using var scene = new Scene();
            var fanOut = string.Create(CultureInfo.InvariantCulture, $"fanout={Many}");
            foreach (var effect in new[] { random.Next(5_000, 9_900), random.Next(1, 50) })
            {
                var point = string.Create(CultureInfo.InvariantCulture, $"kill=execute:{(random.Next(2) == 0 ? "before" : "after")}:{effect}");
                using var host = scene.Start("runs=1", "kinds=fanout", fanOut, point, "snapshot=1000");
                (await host.EndAsync()).ShouldBe(128 + 9);
                kills++;
            }

            scene.Killed.Count.ShouldBe(2);
            await scene.FinishAsync(fanOut, "snapshot=1000");

            repeats += (await Audit.ShouldHoldAsync(scene, fanOut: Many)).Repeats;
            await ShouldHaveGoneOnOnceAsync(scene);
        }

        Campaign.Tell("R29 huge-fanout", $"{kills} kills, {Many} iterations, {repeats} effects repeated");
    }

    /// <summary>R35 retention-race.</summary>
    [Fact]
    public async Task Host_KilledWhileRunsAreRemovedAndResumed_LeavesNothingDangling()
    {
        var random = Campaign.Random("R35");
        var (kills, removed, left) = (0, 0, 0);
        for (var round = 0; round < Campaign.Scale; round++)
        {
            using var scene = new Scene();
            kills += await KillWhilePurgingAsync(scene, random, 5);
            await scene.FinishAsync("purge=1", "resume=1");

            ShouldHaveNothingDangling(scene);
            var audit = await Audit.ShouldHoldAsync(scene, isPurged: kind => kind == "brief");
            (removed, left) = (removed + scene.Ledger.Count - audit.Runs, left + audit.Runs);
        }

        removed.ShouldBePositive("nothing was removed");
        Campaign.Tell("R35 retention-race", $"{kills} kills, {removed} runs removed, {left} left");
    }

    /// <summary>R37 plugin-hang: steps that do not return when they are cancelled.</summary>
    [Fact]
    public async Task Host_StepsThatIgnoreCancellation_FreeTheirLanes()
    {
        var (hung, ended) = (0, 0);
        for (var round = 0; round < 2 * Campaign.Scale; round++)
        {
            using var scene = new Scene();
            using var host = scene.Start("runs=20", "kinds=hang,block,linear,timer", "rate=200");
            await host.ShouldFinishAsync();

            await Audit.ShouldHoldAsync(scene);
            var stuck = scene.Effects.Count(words => words[0] == "H");
            // On a machine that is busy some time out before they begin.
            stuck.ShouldBeInRange(1, scene.Ledger.Count(entry => entry.Kind is "hang" or "block"), "no step hung, or one twice");
            (hung, ended) = (hung + stuck, ended + scene.Ledger.Count);
        }

        Campaign.Tell("R37 plugin-hang", $"{hung} steps hung, {ended} runs ended");
    }

    /// <summary>R37 leak; that plugins leave nothing behind is tested with them.</summary>
    [Fact]
    public async Task Host_ManyRuns_KeepsNothingOfThem()
    {
        using var scene = new Scene();
        var runs = 4_000 * Campaign.Scale;
        using var host = scene.Start(
            string.Create(CultureInfo.InvariantCulture, $"runs={runs}"), "kinds=linear,timer,saga,event,signal", "rate=1000", "most=50", "measure=1");
        await host.ShouldFinishAsync();

        var measured = host.Lines.Where(line => line.StartsWith("measured ", StringComparison.Ordinal))
            .Select(line => line.Split(' ').Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray())
            .ToList();
        measured.Count.ShouldBe(4);
        var (memory, handles, threads) = (measured[^1][0] - measured[1][0], measured[^1][1] - measured[1][1], measured[^1][2] - measured[1][2]);
        Campaign.Tell("R37 leak", $"{runs} runs, from half of them on {memory} bytes, {handles} handles, {threads} threads more");
        memory.ShouldBeLessThan(1_000_000 + (runs * 50L), "bytes are kept of runs that have ended");
        handles.ShouldBeLessThan(10);
        threads.ShouldBeLessThan(20);
    }

    private static async Task<int> KillWhilePurgingAsync(Scene scene, Random random, int wanted)
    {
        for (var kill = 0; kill < wanted; kill++)
        {
            var seed = string.Create(CultureInfo.InvariantCulture, $"seed={random.Next()}");
            using var host = scene.Start("rate=150", "kinds=brief,signal,brief,timer,brief", "purge=1", "read=1", "resume=1", seed);
            (await host.IsReadyAsync()).ShouldBeTrue();
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(random.Next(300, 1_500)));
            (await host.KillAsync()).ShouldBeTrue();
            ShouldHaveNothingDangling(scene);
        }

        return wanted;
    }

    private static async Task ShouldHaveGoneOnOnceAsync(Scene scene)
    {
        await using var store = await scene.OpenAsync();
        var run = scene.Ledger.ShouldHaveSingleItem().RunId.ShouldNotBeNull();
        var records = await store.ReadAsync(new RunId(run));
        records.OfType<LaneOpened>().Count(lane => lane.Role == LaneRole.Iteration).ShouldBe(Many);
        var joined = records.OfType<StepOpened>().Last();
        records.OfType<StepOpened>().Count(step => step.Node == joined.Node).ShouldBe(1);
        records.OfType<RunEnded>().Count().ShouldBe(1);
    }

    private static void ShouldHaveNothingDangling(Scene scene)
    {
        using var database = scene.Connect();
        foreach (var table in new[] { "journal", "inbox", "waits", "tasks", "permits", "snapshots", "blob_uses" })
        {
            database.Texts($"SELECT DISTINCT run_id FROM {table} WHERE run_id NOT IN (SELECT run_id FROM runs)")
                .ShouldBeEmpty($"{table} has rows of runs that are not there");
        }

        database.Texts("SELECT hex(hash) FROM blobs WHERE hash NOT IN (SELECT hash FROM blob_uses)").ShouldBeEmpty();
        database.Texts("PRAGMA integrity_check").ShouldBe(["ok"]);
    }
}
