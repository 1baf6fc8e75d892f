using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite;
using Arch.Workflows.Definitions;

namespace Benchmarks;

/// <summary>A hundred thousand runs that wait, half of them for a signal and half for a moment: what they hold, and how fast they go on.</summary>
internal static class WaitingBenchmark
{
    private const int Runs = 100_000;
    private const int AtOnce = 256;
    private static readonly TimeSpan s_timeToCome = TimeSpan.FromHours(2);

    private const string Signal = """
        arch: 1
        id: signal
        namespace: bench
        inputs: {amount: {type: number}}
        steps: [{id: w, wait: {signal: go}}, {id: after, set: {total: "${{ inputs.amount + 1 }}"}}]
        vars: {total: {type: number, default: 0}}
        """;

    private const string Timer = """
        arch: 1
        id: timer
        namespace: bench
        inputs: {amount: {type: number}}
        steps: [{id: w, wait: {for: 1h}}, {id: after, set: {total: "${{ inputs.amount + 1 }}"}}]
        vars: {total: {type: number, default: 0}}
        """;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder });
            var (time, ends) = (new ShiftedTime(), new EndCounter());
            await using var engine = new BenchEngine(store, time, ends);
            var (signal, timer) = (engine.Compile(Signal), engine.Compile(Timer));
            engine.Engine.Start();

            // What is loaded and compiled once is there before the first figure.
            await WaitAsync(engine, signal, timer, 1_000);
            await GoOnAsync(engine, time, ends, await ListAsync(store, signal), 1_000);
            var before = Held();
            var clock = Stopwatch.StartNew();
            await WaitAsync(engine, signal, timer, Runs);
            var started = clock.Elapsed;
            var after = Held();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"waiting: {Runs:N0} runs wait, half for a signal, half for a moment; started in {started.TotalSeconds:N1} s ({Runs / started.TotalSeconds:N0}/s)"));
            Print("before", before);
            Print("with all of them waiting", after);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  a waiting run holds {(double)(after.Managed - before.Managed) / Runs:N1} bytes of managed memory"));

            var (signals, timers) = await GoOnAsync(engine, time, ends, await ListAsync(store, signal), Runs);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  resumed by signals {signals:N0} runs/s, by their moment {timers:N0} runs/s, to their ends"));
            Print("after all have ended", Held());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Nothing is kept of each start, since it would be counted with what the runs hold.
    private static async Task WaitAsync(BenchEngine engine, WorkflowDefinition signal, WorkflowDefinition timer, int runs) =>
        await Parallel.ForEachAsync(
            Enumerable.Range(0, runs),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) => await engine.StartAsync(number % 2 == 0 ? signal : timer));

    private static async Task<List<RunId>> ListAsync(SqliteJournalStore store, WorkflowDefinition definition)
    {
        var found = new List<RunId>();
        while (await store.ListAsync(new RunQuery
        {
            Status = RunStatus.Waiting,
            Workflow = definition.FullName,
            Limit = 500,
            After = found.Count == 0 ? null : found[^1],
        }) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(run => run.RunId));
        }

        return found;
    }

    private static async Task<(double Signals, double Timers)> GoOnAsync(
        BenchEngine engine, ShiftedTime time, EndCounter ends, List<RunId> signalled, int runs)
    {
        var clock = Stopwatch.StartNew();
        var allSignalled = ends.WhenAsync(signalled.Count);
        await Load.CountAsync(signalled.Count, AtOnce, number => engine.Engine.SignalAsync(signalled[number], "go"));
        await allSignalled;
        var signals = signalled.Count / clock.Elapsed.TotalSeconds;
        clock.Restart();
        var allDue = ends.WhenAsync(runs - signalled.Count);
        time.Advance(s_timeToCome);
        await allDue;
        return (signals, (runs - signalled.Count) / clock.Elapsed.TotalSeconds);
    }

    private static (long Managed, long Resident) Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    private static void Print(string when, (long Managed, long Resident) held) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {when,-26} {held.Resident / 1_048_576.0,7:N1} MiB resident, {held.Managed / 1_048_576.0,7:N1} MiB managed"));
}
