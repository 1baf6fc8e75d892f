using System.Globalization;
using System.Text.Json;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Crashes;

/// <summary>A host that is killed at any moment loses nothing, and repeats no more than the attempt that was under way.</summary>
public sealed class KilledHostTests(ITestOutputHelper output)
{
    private const int Steps = 50;
    private const int Kills = 100;

    // Another seed tries other moments: ARCH_TEST_SEED=7 tests/run
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("ARCH_TEST_SEED") ?? "20261123", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Run_KilledAHundredTimes_EndsSucceededWithEachStepRecordedOnce()
    {
        output.WriteLine($"seed {Seed}");
#pragma warning disable CA5394 // Moments to kill at need to be repeatable, not secret
        var random = new Random(Seed);
#pragma warning restore CA5394
        var kills = 0;
        var rounds = 0;
        while (kills < Kills)
        {
            rounds++;
            using var project = new TempProject().WithFixture("Arch.Fixture.Crash").With("flow.yaml", Workflow());
            kills += await KillUntilDoneAsync(project, random, Kills - kills);
            await CheckAsync(project);
        }

        output.WriteLine($"{kills} kills in {rounds} runs");
        kills.ShouldBe(Kills);
    }

    // The first start makes the run; each later one goes on with it, until one is left alone. Five hosts that die without recording
    // anything in between park a run, and a busy machine takes long to start: after three that did nothing the next is let get on.
    private static async Task<int> KillUntilDoneAsync(TempProject project, Random random, int most)
    {
        var kills = 0;
        var inVain = 0;
        string[] arguments = ["run", "flow.yaml", "--output", "json"];
        while (kills < most)
        {
            var begun = StepsBegun(project);
            using var program = project.Start(arguments);
#pragma warning disable CA5394
            var moment = TimeSpan.FromMilliseconds(random.Next(20, 900));
#pragma warning restore CA5394
            if (inVain >= 3)
            {
                program.WaitUntil(() => StepsBegun(project) > begun + 1);
            }

            var killed = program.KillAfter(moment);
            if (!killed)
            {
                (await program.EndAsync()).ExitCode.ShouldBe(0);
                return kills;
            }

            kills++;
            inVain = StepsBegun(project) > begun + 1 ? 0 : inVain + 1;
            if (arguments[0] == "run" && (await project.RunAsync("runs", "list", "--output", "json")).Json.GetArrayLength() > 0)
            {
                arguments = ["runs", "resume"];
            }
        }

        await project.RunAsync("runs", "resume");
        return kills;
    }

    // Two steps that begin under one host show that it recorded something; one alone may be an attempt that the host before it recorded.
    private static int StepsBegun(TempProject project)
    {
        if (!File.Exists(project.PathOf("effects.txt")))
        {
            return 0;
        }

        using var file = new StreamReader(File.Open(project.PathOf("effects.txt"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Distinct().Count();
    }

    private static async Task CheckAsync(TempProject project)
    {
        var listed = await project.RunAsync("runs", "list", "--output", "json");
        foreach (var run in listed.Json.EnumerateArray())
        {
            run.GetProperty("status").GetString().ShouldBe("succeeded", listed.ToString());
            var id = run.GetProperty("runId").GetString()!;
            var shown = await project.RunAsync("runs", "show", id, "--output", "json");
            shown.Json.GetProperty("steps").EnumerateArray()
                .Where(step => step.GetProperty("status").GetString() == "succeeded")
                .Select(step => step.GetProperty("path").GetString())
                .ShouldBe(Enumerable.Range(1, Steps).Select(number => $"step_{number}"));
            CheckEffects(project, id, shown.Json);
        }
    }

    private static void CheckEffects(TempProject project, string runId, JsonElement run)
    {
        var lines = File.ReadAllLines(project.PathOf("effects.txt"))
            .Select(line => line.Split(' '))
            .Where(parts => parts[1].StartsWith(runId, StringComparison.Ordinal))
            .ToList();
        lines.Select(parts => parts[0]).Distinct().Count().ShouldBe(Steps);

        // A step that was repeated was under way when the host died: its repeats stand together and have one key.
        foreach (var step in lines.GroupBy(parts => parts[0]))
        {
            step.Select(parts => parts[1]).Distinct().Count().ShouldBe(1, $"{step.Key} of {run}");
        }

        var order = lines.Select(parts => parts[0]).ToList();
        for (var i = 1; i < order.Count; i++)
        {
            (order[i] == order[i - 1] || order.IndexOf(order[i]) == i).ShouldBeTrue($"'{order[i]}' was repeated after a later step");
        }
    }

    private static string Workflow() =>
        "arch: 1\nid: flow\nnamespace: test\nsteps:\n" +
        string.Concat(Enumerable.Range(1, Steps).Select(number =>
            $"  - {{id: step_{number}, uses: crash.append@1, with: {{file: effects.txt}}}}\n"));
}
