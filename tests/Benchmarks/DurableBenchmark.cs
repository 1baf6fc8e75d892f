using System.Globalization;
using Arch.Storage.Sqlite;

namespace Benchmarks;

/// <summary>
/// What durability costs: ten external steps that do nothing, each recorded before the next begins. Ten steps need eleven
/// commits that wait for each other, so one run at a time can reach 10/11 of the disk's flushes at best; many runs share flushes.
/// </summary>
internal static class DurableBenchmark
{
    private const int Rounds = 3;
    private const int Runs = 10_000;
    private const int Steps = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DiskTime = TimeSpan.FromSeconds(2);

    /// <summary>The workflow.</summary>
    public static readonly string Yaml =
        $$$"""
        arch: 1
        id: durable
        namespace: bench
        inputs:
          amount: {type: number}
        steps:
        {{{string.Join('\n', Enumerable.Range(0, Steps).Select(Step))}}}
        """;

    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"durable: {Runs:N0} runs of {Steps} external steps in SQLite with synchronous=FULL, {Rounds} rounds"));
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder });
            await using var engine = new BenchEngine(store);
            using var disk = new RawDisk(folder);
            var definition = engine.Compile(Yaml);
            await Load.ForAsync(WarmUp, 8, _ => engine.RunAsync(definition));
            for (var round = 1; round <= Rounds; round++)
            {
                var raw = await Load.ForAsync(DiskTime, 1, number =>
                {
                    disk.WriteAndFlush(number);
                    return Task.CompletedTask;
                });
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  write and fdatasync {raw.PerSecond,9:N0}/s   p50 {raw.Median,6:N3} ms  p99 {raw.Slowest99,6:N3} ms"));
                foreach (var concurrency in (int[])[1, 32])
                {
                    Print(concurrency, await Load.CountAsync(Runs, concurrency, _ => engine.RunAsync(definition)), raw);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Step(int i) =>
        "  - {id: s" + i + ", uses: bench.nothing@1, with: {number: \"${{ inputs.amount }}\"}}";

    private static void Print(int concurrency, Figures figures, Figures raw) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {concurrency,2} at a time {figures.PerSecond,8:N0} runs/s {figures.PerSecond * Steps,9:N0} steps/s   p50 {figures.Median,6:N3} ms  p99 {figures.Slowest99,6:N3} ms   {figures.PerSecond * Steps / raw.PerSecond,5:N2} steps a flush of the disk"));
}
