using System.Globalization;
using Crashes.Tests.Support;

namespace Crashes.Tests;

/// <summary>Hosts that are killed, at any moment and at each of the places where it matters.</summary>
public sealed class KillTests
{
    private static readonly string[] s_points =
        ["commit", "start", "snapshot", "rest", "consume", "end", "save", "send", "dispatch", "publish", "claim", "claim_runnable", "load", "release", "read_inbox", "execute", "purge"];

    /// <summary>R01 kill9-random.</summary>
    [Fact]
    public async Task Host_KilledAtRandomAgainAndAgain_LosesNothingAndRepeatsOnlyWhatWasUnderWay()
    {
        var random = Campaign.Random("R01");
        var (kills, runs, records, repeats, resumed) = (0, 0L, 0L, 0L, 0L);
        for (var round = 0; round < Campaign.Scale; round++)
        {
            using var scene = new Scene();
            kills += await KillAsync(scene, random, 40);
            // A run that was just taken up at five kills in a row is parked with that reason, and goes on when a person says so.
            await scene.FinishAsync("resume=1");

            var audit = await Audit.ShouldHoldAsync(scene);
            (runs, records, repeats) = (runs + audit.Runs, records + audit.Records, repeats + audit.Repeats);
            scene.Resumed.ShouldAllBe(code => code == "ARCH3209");
            resumed += scene.Resumed.Count;
        }

        kills.ShouldBe(40 * Campaign.Scale);
        Campaign.Tell(
            "R01 kill9-random",
            $"{kills} SIGKILL, {runs} runs, {records} records, {repeats} effects repeated, {resumed} runs parked as suspects and resumed");
    }

    public static IEnumerable<TheoryDataRow<string>> Points() =>
        s_points.SelectMany(point => new[] { point + ":before", point + ":after" }).Select(point => new TheoryDataRow<string>(point));

    /// <summary>R02 kill9-points.</summary>
    [Theory]
    [MemberData(nameof(Points))]
    public async Task Host_EndsItselfAtAPoint_LosesNothing(string point)
    {
        using var scene = new Scene();
        var random = Campaign.Random(point);
        var wanted = Campaign.Scale;
        for (var hit = 1; hit <= wanted; hit++)
        {
            // What happens often is hit at any of its first times, what happens once in the life of a host at that one.
            var count = point.StartsWith("purge", StringComparison.Ordinal) ? random.Next(40, 80)
                : point.StartsWith("release", StringComparison.Ordinal) || point.StartsWith("save", StringComparison.Ordinal) ? 1 : random.Next(1, 5);
            await EndAtAsync(scene, string.Create(CultureInfo.InvariantCulture, $"{point}:{count}"), failsFast: hit % 2 == 0);
            scene.Killed.Count.ShouldBe(hit, "the point was not reached");
        }

        // Five deaths right after a run was read are that run's, as far as anybody can tell.
        await scene.FinishAsync("fanout=10", "purge=1", "resume=1");
        scene.Resumed.ShouldAllBe(code => code == "ARCH3209");
        var audit = await Audit.ShouldHoldAsync(scene, fanOut: 10, isPurged: kind => kind == "brief");
        Campaign.Tell($"R02 kill9-points {point}", $"{wanted} kills, {audit.Runs} runs, {audit.Repeats} effects repeated");
    }

    private static async Task EndAtAsync(Scene scene, string point, bool failsFast)
    {
        // Which run is resumed, and whether it waits just then, is left to chance; until it happens there are always more.
        var isByChance = point.StartsWith("release", StringComparison.Ordinal);
        var runs = isByChance ? int.MaxValue : scene.Ledger.Count + 36;
        using var host = scene.Start(
            $"kill={point}{(failsFast ? ":failfast" : "")}",
            string.Create(CultureInfo.InvariantCulture, $"runs={runs}"),
            "kinds=linear,fanout,timer,signal,saga,event,brief",
            "fanout=10",
            "purge=1",
            "resume=1",
            // A run that waits is claimed and released only when somebody resumes it for nothing.
            isByChance ? "read=1" : "read=0");
        (await host.EndAsync()).ShouldBe(128 + (failsFast ? 6 : 9));
    }

    private static async Task<int> KillAsync(Scene scene, Random random, int wanted)
    {
        for (var kills = 0; kills < wanted; kills++)
        {
            using var host = scene.Start("rate=40", "most=100", "resume=1");
            (await host.IsReadyAsync()).ShouldBeTrue();
            await HostProcess.GoOnForAsync(TimeSpan.FromMilliseconds(random.Next(0, 900)));
            (await host.KillAsync()).ShouldBeTrue("a host that was to be killed had ended before");
        }

        return wanted;
    }
}
