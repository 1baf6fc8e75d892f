using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Runs;
using Arch.Storage.Sqlite;
using SQLitePCL;

namespace Benchmarks;

/// <summary>
/// How long a run that waits takes to come back into memory and to its end: a short one, a long one with its snapshots, and a long one
/// of which only the journal is left.
/// </summary>
internal static class ResumeBenchmark
{
    private const int Rounds = 5;
    private const int Short = 1_000;
    private const int Long = 100_000;

    // Each iteration begins, sets and ends.
    private const int Iterations = Short / 3;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            var kinds = new[] { new Kind("1,000 records", Short), new Kind("100,000 records", Long), new Kind("100,000, no snapshots", Long) };
            await using (var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder }))
            {
                // One more, so that what is loaded and compiled once is there before the first figure.
                await MakeAsync(store, kinds, Rounds + 1);
            }

            Forget(Path.Combine(folder, "arch.db"), kinds[2].Runs);
            await using (var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder }))
            {
                await MeasureAsync(store, kinds);
            }

            Print(kinds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MakeAsync(SqliteJournalStore store, Kind[] kinds, int runs)
    {
        await using var engine = new BenchEngine(store);
        foreach (var kind in kinds)
        {
            var definition = engine.Compile(Yaml(kind.Records / Short));
            for (var i = 0; i < runs; i++)
            {
                var run = await engine.StartAsync(definition);
                RunSummary seen;
                while ((seen = await engine.Engine.WaitAsync(run, TimeSpan.FromSeconds(1))).Status != RunStatus.Waiting)
                {
                    if (seen.HasEnded)
                    {
                        throw new InvalidOperationException($"Run {run} ended as {seen.Status}: {seen.Error?.Message}");
                    }
                }

                kind.Runs.Add(run);
            }
        }
    }

    private static void Forget(string file, List<RunId> runs)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(file, out var database), raw.SQLITE_OK);
        using (database)
        {
            foreach (var run in runs)
            {
                Check(raw.sqlite3_exec(database, $"DELETE FROM snapshots WHERE run_id = '{run.Value}'"), raw.SQLITE_OK);
            }
        }
    }

    // In turn, so that what else the machine does falls on all alike.
    private static async Task MeasureAsync(SqliteJournalStore store, Kind[] kinds)
    {
        var ends = new EndCounter();
        await using var engine = new BenchEngine(store, observer: ends);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var kind in kinds)
            {
                var run = kind.Runs[round];
                kind.Read = (await store.LoadAsync(run)).Records.Count;
                var end = ends.WhenAsync(1);
                var clock = Stopwatch.StartNew();
                await engine.Engine.SignalAsync(run, "go");
                await end;
                if (round > 0)
                {
                    kind.Milliseconds.Add(clock.Elapsed.TotalMilliseconds);
                }
            }
        }
    }

    private static void Print(Kind[] kinds)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"resume: a run that waits, from a signal to its end, in SQLite; the middle of {Rounds} rounds"));
        foreach (var kind in kinds)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {kind.Name,-22} {kind.Middle,9:N1} ms ({kind.Milliseconds.Min():N1} to {kind.Milliseconds.Max():N1}), {kind.Read,7:N0} records read, {kind.Middle / kinds[0].Middle,6:N1} times the short run"));
        }
    }

    private static void Check(int result, int wanted)
    {
        if (result != wanted)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"SQLite says {result}."));
        }
    }

    private static string Yaml(int times) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        arch: 1
        id: times{{{times}}}
        namespace: bench
        inputs: {amount: {type: number}}
        vars: {total: {type: number, default: 0}}
        steps:
          - id: times
            for: {each: "Array.from({length: {{{times}}}}, (_, i) => i)", as: x}
            do:
              - id: loop
                for: {each: "Array.from({length: {{{Iterations}}}}, (_, i) => i)", as: y}
                do: [{id: s, set: {total: "${{ vars.total + inputs.amount }}"}}]
          - {id: w, wait: {signal: go}}
        """);

    private sealed class Kind(string name, int records)
    {
        public string Name { get; } = name;

        public int Records { get; } = records;

        public List<RunId> Runs { get; } = [];

        public List<double> Milliseconds { get; } = [];

        /// <summary>Gets or sets how many records the store gives with the snapshot, if there is one.</summary>
        public int Read { get; set; }

        public double Middle => Milliseconds.Order().ElementAt(Milliseconds.Count / 2);
    }
}
