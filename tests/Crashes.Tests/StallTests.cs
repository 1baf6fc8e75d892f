using System.Globalization;
using Crashes.Tests.Support;

namespace Crashes.Tests;

/// <summary>Hosts that live but stand still, while another looks for runs to take over in the same store.</summary>
public sealed class StallTests
{
    private const int Sweeps = 20;

    /// <summary>R22 gc-pause: all threads of the pool are blocked, and the runtime stops the others again and again to collect garbage.</summary>
    [Fact]
    public async Task Host_CollectsGarbageWithNoThreadLeft_KeepsItsRuns()
    {
        using var scene = new Scene();
        var stall = Path.Combine(scene.Notes, "stall");
        var (pauses, starved, collections) = (0L, 0L, 0L);
        var kept = await StandStillAsync(scene, "R22", async (host, whileStill) =>
        {
            await File.WriteAllTextAsync(stall, "", TestContext.Current.CancellationToken);
            (await host.LineAsync(line => line == "stalling")).ShouldNotBeNull();
            await whileStill();
            File.Delete(stall);
            var said = (await host.LineAsync(line => line.StartsWith("stalled ", StringComparison.Ordinal))).ShouldNotBeNull();
            var measured = said.Split(' ').Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            measured[0].ShouldBeGreaterThanOrEqualTo(2_000, "the pauses were too short");
            measured[1].ShouldBePositive("no garbage of the oldest generation was collected");
            measured[2].ShouldBeGreaterThanOrEqualTo(measured[0], "the pool had a thread left");
            measured[3].ShouldBePositive("nothing waited for a thread");
            (pauses, collections, starved) = (pauses + measured[0], collections + measured[1], starved + measured[2]);
        });

        Campaign.Tell(
            "R22 gc-pause",
            $"{3 * Campaign.Scale} stalls, {pauses} ms paused in {collections} collections, {starved} ms without a thread, {kept} runs kept throughout");
    }

    /// <summary>R22, and R21 for hosts that share a store on one machine: all threads of the process are stopped by SIGSTOP.</summary>
    [Fact]
    public async Task Host_Stopped_KeepsItsRuns()
    {
        using var scene = new Scene();
        var kept = await StandStillAsync(scene, "R21", async (host, whileStill) =>
        {
            await StopOutsideOfACommitAsync(scene, host);
            await whileStill();
            await host.SignalAsync("CONT");
        });

        Campaign.Tell("R22 stopped", $"{3 * Campaign.Scale} SIGSTOP, {kept} runs kept throughout");
    }

    private static async Task<int> StandStillAsync(Scene scene, string test, Func<HostProcess, Func<Task>, Task> stall)
    {
        var random = Campaign.Random(test);
        var (wanted, kept) = (3 * Campaign.Scale, 0);
        var (end, leave) = (Path.Combine(scene.Notes, "end"), Path.Combine(scene.Notes, "leave"));
        using var host = scene.Start("rate=100", "most=60", $"until={end}", $"leave={leave}", $"stall={Path.Combine(scene.Notes, "stall")}");
        (await host.IsReadyAsync()).ShouldBeTrue();
        var owner = Directory.GetFiles(Path.Combine(scene.Store, "hosts")).Select(Path.GetFileNameWithoutExtension).ShouldHaveSingleItem();
        using var rival = scene.StartRival("rate=10", $"until={end}", $"leave={leave}", "sweeps=1");
        (await rival.IsReadyAsync()).ShouldBeTrue();
        for (var round = 0; round < wanted; round++)
        {
            await StartAsync(scene, host, random.Next(20, 120));
            await stall(host, async () => kept += await ShouldKeepItsRunsAsync(scene, rival, owner.ShouldNotBeNull()));
        }

        // A host that leaves stops what it carries out, also for others; so neither leaves before all runs have ended.
        await File.WriteAllTextAsync(end, "", TestContext.Current.CancellationToken);
        (await host.LineAsync(line => line == "over")).ShouldNotBeNull();
        (await rival.LineAsync(line => line == "over")).ShouldNotBeNull();
        await File.WriteAllTextAsync(leave, "", TestContext.Current.CancellationToken);
        await host.ShouldFinishAsync();
        await rival.ShouldFinishAsync();
        var audit = await Audit.ShouldHoldAsync(scene);
        audit.Repeats.ShouldBe(0, "nothing died, so nothing may be done twice");
        return kept;
    }

    // Lets the host start so many runs more.
    private static async Task StartAsync(Scene scene, HostProcess host, int runs)
    {
        for (var from = Started(); Started() < from + runs;)
        {
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(20));
            host.HasEnded.ShouldBeFalse("the host ended before it was to stand still");
        }

        int Started() => scene.Ledger.Count(entry => entry is { RunId: not null, Key: ['k', ..] });
    }

    private static async Task<int> ShouldKeepItsRunsAsync(Scene scene, HostProcess rival, string owner)
    {
        using var database = scene.Connect();
        var owned = $"SELECT run_id || ' ' || epoch || ' ' || next_seq FROM runs WHERE owner = '{owner}' AND ended_at IS NULL ORDER BY run_id";
        var before = database.Texts(owned);
        // What was being written when the host came to a halt is written, which may take the disk a while.
        for (var last = new List<string>(); !last.SequenceEqual(before);)
        {
            await SweepAsync(scene, rival, Sweeps);
            (last, before) = (before, database.Texts(owned));
        }

        before.ShouldNotBeEmpty("the host had nothing under way");
        await SweepAsync(scene, rival, Sweeps);
        database.Texts(owned).ShouldBe(before);
        return before.Count;
    }

    // Lets the other host look for work so many times, from now on.
    private static async Task SweepAsync(Scene scene, HostProcess rival, int times)
    {
        for (var from = scene.RivalSweeps; scene.RivalSweeps < from + times;)
        {
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(20));
            rival.HasEnded.ShouldBeFalse("the other host ended");
        }
    }

    // One that is stopped while it holds the lock for writing holds up all others, and proves nothing about its runs.
    private static async Task StopOutsideOfACommitAsync(Scene scene, HostProcess host)
    {
        await host.SignalAsync("STOP");
        using var database = scene.Connect();
        while (!database.CanBeWritten())
        {
            await host.SignalAsync("CONT");
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(1));
            await host.SignalAsync("STOP");
        }
    }
}
