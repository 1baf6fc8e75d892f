using System.Globalization;
using Arch.Engine.Runs;
using Crashes.Tests.Support;

namespace Crashes.Tests;

/// <summary>Runs that cannot go on, among others that can.</summary>
public sealed class PoisonTests
{
    private static readonly string[] Others = ["linear", "fanout", "timer", "signal", "saga", "event"];

    // A run that is read back from a snapshot does not read the records before.
    private const string NoSnapshots = "snapshot=1000000";

    /// <summary>R26 poison-step: it ends the process, by a failure that nothing catches or by a stack that is too deep.</summary>
    [Fact]
    public async Task Host_StepThatEndsTheProcess_IsParkedAfterFiveDeathsAndTheOthersEnd()
    {
        for (var round = 0; round < 3 * Campaign.Scale; round++)
        {
            using var scene = new Scene();
            var deaths = await DieAsync(scene, round % 2 == 0 ? "poison" : "deep");

            deaths.ShouldBe(5);
            scene.Effects.Count(words => words[0] == "D").ShouldBe(deaths, "a host died of something else");
            await Audit.ShouldHoldAsync(scene, entry => entry.Kind is "poison" or "deep" ? RunStatus.Parked : RunStatus.Succeeded, fanOut: 20);
            await using var store = await scene.OpenAsync();
            var parked = (await store.ListAsync(new() { Status = RunStatus.Parked })).ShouldHaveSingleItem();
            parked.Error.ShouldNotBeNull().Code.ShouldBe("ARCH3209");
            Campaign.Tell("R26 poison-step", $"{deaths} deaths, {scene.Ledger.Count - 1} other runs ended");
        }
    }

    /// <summary>R27 poison-definition.</summary>
    [Fact]
    public async Task Host_DefinitionsThatCannotBeRead_OnlyTheirRunsAreParked()
    {
        var parked = 0;
        for (var round = 0; round < Campaign.Scale; round++)
        {
            parked += await ParkByDefinitionAsync();
        }

        parked.ShouldBe(20 * Campaign.Scale);
        Campaign.Tell("R27 poison-definition", $"{parked} definitions damaged and their runs parked, {parked} others ended");
    }

    // Half of 40 definitions are damaged, each in one of ten ways.
    private static async Task<int> ParkByDefinitionAsync()
    {
        using var scene = new Scene();
        var kinds = Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"signal{i}")).ToList();
        await LeaveUnfinishedAsync(scene, string.Join(',', kinds), runs: 40);
        var damaged = new HashSet<string>(StringComparer.Ordinal);
        using (var database = scene.Connect())
        {
            string[] sources =
            [
                "'{'", "'[]'", "'7'", "'[{\"file\":\"x.yaml\"}]'", "substr(sources, 1, length(sources) / 2)",
                "replace(sources, 'sink.put@1', 'sink.gone@1')", "replace(sources, 'steps:', 'steps: [')",
                "replace(sources, 'arch: 1', 'arch: 99')", "replace(sources, 'inputs.key', 'inputs.(')", "''",
            ];
            for (var i = 0; i < 20; i++)
            {
                database.Execute($"""
                    UPDATE definitions SET sources = {sources[i % sources.Length]}
                    WHERE definition_id IN (SELECT definition_id FROM runs WHERE workflow = 'load.{kinds[i]}')
                    """).ShouldBe(1);
                damaged.Add(kinds[i]);
            }
        }

        await scene.FinishAsync("signals=1");

        return await ShouldBeParkedAsync(scene, entry => damaged.Contains(entry.Kind));
    }

    /// <summary>R09 corrupt-record.</summary>
    [Fact]
    public async Task Host_RecordsThatWereChanged_TheirRunsAreParkedAndTheOthersEnd()
    {
        var random = Campaign.Random("R09");
        var total = 0;
        for (var round = 0; round < Campaign.Scale; round++)
        {
            using var scene = new Scene();
            await LeaveUnfinishedAsync(scene, "signal,timer,signal,linear", runs: 110);
            var damaged = new HashSet<string>(StringComparer.Ordinal);
            using (var database = scene.Connect())
            {
                foreach (var runId in database.Texts("SELECT run_id FROM runs WHERE ended_at IS NULL ORDER BY random() LIMIT 50"))
                {
                    Damage(database, runId, random).ShouldBe(1);
                    damaged.Add(runId);
                }
            }

            damaged.Count.ShouldBe(50, "there were too few unfinished runs");
            await scene.FinishAsync("signals=1", NoSnapshots);

            total += await ShouldBeParkedAsync(scene, entry => damaged.Contains(entry.RunId ?? ""));
        }

        Campaign.Tell("R09 corrupt-record", $"{total} runs damaged and parked");
    }

    private static int Damage(RawDatabase database, string runId, Random random)
    {
        var records = int.Parse(database.Texts($"SELECT count(*) FROM journal WHERE run_id = '{runId}'")[0], CultureInfo.InvariantCulture);
        var number = random.Next(1, records + 1);
        var change = random.Next(4) switch
        {
            0 => "fields = CAST(substr(fields, 1, length(fields) - 1) || '!' AS TEXT)",
            1 => "fields = ''",
            2 => "kind = 'step_teleported'",
            _ => "checksum = checksum + 1",
        };
        return database.Execute($"UPDATE journal SET {change} WHERE run_id = '{runId}' AND seq = {number}");
    }

    // The store says why of each, and all that were not damaged have ended.
    private static async Task<int> ShouldBeParkedAsync(Scene scene, Func<CrashHost.Load.LedgerEntry, bool> isDamaged)
    {
        await using var store = await scene.OpenAsync();
        var parked = 0;
        foreach (var entry in scene.Ledger)
        {
            var run = (await store.FindAsync(new RunId(entry.RunId.ShouldNotBeNull()))).ShouldNotBeNull();
            if (isDamaged(entry))
            {
                run.Status.ShouldBe(RunStatus.Parked, $"{entry.Kind} {entry.RunId}");
                run.Error.ShouldNotBeNull().Message.ShouldNotBeEmpty();
                parked++;
            }
            else
            {
                run.Status.ShouldBe(RunStatus.Succeeded, $"{entry.Kind} {entry.RunId}: {run.Error?.Message}");
            }
        }

        return parked;
    }

    // Starts runs that wait for signals which nobody sends yet, and kills their host.
    private static async Task LeaveUnfinishedAsync(Scene scene, string kinds, int runs)
    {
        var count = runs.ToString(CultureInfo.InvariantCulture);
        using var host = scene.Start("rate=200", $"runs={count}", $"kinds={kinds}", "signals=0", NoSnapshots);
        (await host.IsReadyAsync()).ShouldBeTrue();
        while (scene.Ledger.Count(entry => entry.RunId is not null) < runs)
        {
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(20));
            host.HasEnded.ShouldBeFalse();
        }

        (await host.KillAsync()).ShouldBeTrue();
    }

    private static async Task<int> DieAsync(Scene scene, string deadly)
    {
        var kinds = Enumerable.Range(0, 40).Select(i => i == 10 ? deadly : Others[i % Others.Length]);
        for (var deaths = 0; ; deaths++)
        {
            deaths.ShouldBeLessThan(10, "the host goes on dying");
            using var host = scene.Start("rate=400", "runs=40", "fanout=20", $"kinds={string.Join(',', kinds)}");
            if (await host.EndAsync() == 0)
            {
                return deaths;
            }
        }
    }
}
