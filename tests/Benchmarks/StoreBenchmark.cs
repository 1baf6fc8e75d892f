using System.Globalization;
using Arch.Engine.Journal;
using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Storage.Sqlite;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Benchmarks;

/// <summary>
/// Commits of the store alone, beside what the disk can flush, taken in turns. A commit is what a durable step writes: its
/// end, and the start of the next.
/// </summary>
internal static class StoreBenchmark
{
    private const int Rounds = 3;
    private const int CommitsPerRun = 20;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
    private static readonly DefinitionId Definition = new(new string('d', 64));
    private static readonly Value Outputs = ValueJson.Parse("""{"status":200,"body":{"id":4711,"name":"Ada","tags":["new","paid"]}}""");

    public static async Task RunAsync()
    {
        Console.WriteLine($"store: commits of 3 records, {Rounds} rounds of {Time.TotalSeconds} s");
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder });
            await store.SaveDefinitionAsync(Definition, [new SourceText("orders.yaml", "arch: 1\n")]);
            using var disk = new RawDisk(folder);
            for (var round = 0; round <= Rounds; round++)
            {
                var raw = await Load.ForAsync(Time, 1, number =>
                {
                    disk.WriteAndFlush(number);
                    return Task.CompletedTask;
                });
                // The first round warms up.
                if (round > 0)
                {
                    Print("write and fdatasync", raw, raw);
                }

                foreach (var concurrency in (int[])[1, 8, 32, 256])
                {
                    var commits = await CommitAsync(store, concurrency, round);
                    if (round > 0)
                    {
                        Print(string.Create(CultureInfo.InvariantCulture, $"commits, {concurrency} at a time"), commits, raw);
                    }
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each worker goes on with its own run, and begins the next after some commits.
    private static Task<Figures> CommitAsync(SqliteJournalStore store, int concurrency, int round)
    {
        var free = new System.Collections.Concurrent.ConcurrentQueue<(string Run, int Commits)>();
        var runs = 0;
        return Load.ForAsync(Time, concurrency, async _ =>
        {
            if (!free.TryDequeue(out var work) || work.Commits == CommitsPerRun)
            {
                var number = Interlocked.Increment(ref runs);
                work = (string.Create(CultureInfo.InvariantCulture, $"{round:D2}{concurrency:D3}{number:D10}-0123456789ab"), 0);
            }

            await store.CommitAsync(Commit(work.Run, work.Commits));
            free.Enqueue((work.Run, work.Commits + 1));
        });
    }

    private static RunCommit Commit(string run, int commits)
    {
        var sequence = (commits * 3) + 1;
        return new RunCommit(
            1,
            sequence,
            [
                commits == 0
                    ? new RunStarted { Sequence = 1, At = DateTimeOffset.UnixEpoch, Definition = Definition, Inputs = Outputs }
                    : new StepClosed { Sequence = sequence, At = DateTimeOffset.UnixEpoch, Activation = commits, Status = StepStatus.Succeeded, Outputs = Outputs },
                new StepOpened { Sequence = sequence + 1, At = DateTimeOffset.UnixEpoch, Activation = commits + 1, Lane = 0, Node = commits },
                new AttemptOpened { Sequence = sequence + 2, At = DateTimeOffset.UnixEpoch, Activation = commits + 1, Attempt = 1, Input = Outputs },
            ],
            new RunSummary
            {
                RunId = new RunId(run),
                Workflow = "bench.store",
                Definition = Definition,
                Status = commits == CommitsPerRun - 1 ? RunStatus.Succeeded : RunStatus.Running,
                StartedAt = DateTimeOffset.UnixEpoch,
                EndedAt = commits == CommitsPerRun - 1 ? DateTimeOffset.UnixEpoch : null,
            });
    }

    private static void Print(string what, Figures figures, Figures raw) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-26} {figures.PerSecond,9:N0}/s   p50 {figures.Median,6:N3} ms  p99 {figures.Slowest99,6:N3} ms   {figures.PerSecond / raw.PerSecond,5:N2} of the disk"));
}
