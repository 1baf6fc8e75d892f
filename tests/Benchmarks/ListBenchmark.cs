using System.Diagnostics;
using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Benchmarks;

/// <summary>Lists of runs out of a million: each combination of filters, for the first page and for one far behind.</summary>
internal static class ListBenchmark
{
    private const int Runs = 1_000_000;
    private const int Workflows = 500;
    private const int Seed = 20261125;
    private const int Repetitions = 25;
    private static readonly string[] s_filters = ["status", "workflow", "parent", "range"];
    private static readonly DefinitionId Definition = new(new string('d', 64));
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Value Outputs = ValueJson.Parse("""{"total":12.5}""");

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder });
            await store.SaveDefinitionAsync(Definition, [new SourceText("orders.yaml", "arch: 1\n")]);
            var clock = Stopwatch.StartNew();
            await Load.CountAsync(Runs, 256, number => store.CommitAsync(Commit(number)).AsTask());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"list: pages of 50 out of {Runs:N0} runs of {Workflows} workflows, seed {Seed}; made in {clock.Elapsed.TotalSeconds:N0} s, {Size(folder) / 1_000_000:N0} MB"));
            for (var filters = 0; filters < 16; filters++)
            {
                await MeasureAsync(store, filters, isDeep: false);
                await MeasureAsync(store, filters, isDeep: true);
            }

            await MeasureOthersAsync(store);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(SqliteJournalStore store, int filters, bool isDeep)
    {
        var random = new Random(Seed);
        var rows = 0L;
        var figures = await Load.CountAsync(Repetitions, 1, async _ =>
        {
            var from = random.Next(Runs / 2);
            var found = await store.ListAsync(new RunQuery
            {
                Status = (filters & 1) > 0 ? (RunStatus)random.Next(7) : null,
                Workflow = (filters & 2) > 0 ? WorkflowOf(random.Next(Runs)) : null,
                Parent = (filters & 4) > 0 ? Id(random.Next(2) == 0 ? 0 : random.Next(Runs / 100) * 100) : null,
                StartedFrom = (filters & 8) > 0 ? StartOf(from) : null,
                StartedBefore = (filters & 8) > 0 ? StartOf(from + (Runs / 4)) : null,
                After = isDeep ? Id(random.Next(Runs / 4, Runs / 2)) : null,
            });
            rows += found.Count;
        });
        var names = string.Join(" + ", s_filters.Where((_, i) => (filters & (1 << i)) > 0));
        Print((names.Length == 0 ? "all" : names) + (isDeep ? ", far behind" : ""), figures, rows);
    }

    private static async Task MeasureOthersAsync(SqliteJournalStore store)
    {
        Print("what is due next", await Load.CountAsync(Repetitions, 1, async _ => await store.FindNextDueAsync()), Repetitions);
        var claimed = 0L;
        var claims = await Load.CountAsync(Repetitions, 1, async number =>
            claimed += (await store.ClaimRunnableAsync(Start.AddDays(30 + (number * 10)), 256)).Count);
        Print("claim 256 that are due", claims, claimed);
        var purged = 0L;
        var purges = await Load.CountAsync(Repetitions, 1, async _ => purged += await store.PurgeAsync(new PurgeQuery { KeepNewest = 100 }));
        Print("purge 500, keep 100 of each", purges, purged);
    }

    // Most runs have succeeded; each hundredth is called by the first, each other by one of its hundred.
    private static RunCommit Commit(int number)
    {
        var status = (number % 100) switch
        {
            < 88 => RunStatus.Succeeded,
            < 94 => RunStatus.Failed,
            < 96 => RunStatus.Cancelled,
            < 98 => RunStatus.Waiting,
            98 => RunStatus.Paused,
            _ => RunStatus.Parked,
        };
        var startedAt = StartOf(number);
        var hasEnded = status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled;
        return new RunCommit(
            1,
            1,
            [new RunStarted { Sequence = 1, At = startedAt, Definition = Definition, Inputs = Outputs }],
            new RunSummary
            {
                RunId = Id(number),
                Workflow = WorkflowOf(number),
                Definition = Definition,
                Status = status,
                StartedAt = startedAt,
                EndedAt = hasEnded ? startedAt.AddSeconds(5) : null,
                DueAt = status == RunStatus.Waiting ? startedAt.AddDays(30) : null,
                Parent = number == 0 ? null : Id(number % 100 == 0 ? 0 : number / 100 * 100),
                Outputs = status == RunStatus.Succeeded ? Outputs : default,
            })
        {
            Releases = !hasEnded,
        };
    }

    private static RunId Id(int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"01jf{number:D10}000abcdefghi"));

    private static DateTimeOffset StartOf(int number) => Start.AddSeconds(number * 25L);

    // Some workflows have many runs and most have few.
    private static string WorkflowOf(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"bench.w{number % Workflows % (number % 3 == 0 ? 10 : Workflows)}");

    private static double Size(string folder) => Directory.GetFiles(folder).Sum(file => (double)new FileInfo(file).Length);

    private static void Print(string what, Figures figures, long rows) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-45} p50 {figures.Median,7:N2} ms  slowest {figures.Milliseconds[^1],7:N2} ms   {(double)rows / Repetitions,5:N1} rows"));
}
