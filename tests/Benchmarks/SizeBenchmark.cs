using System.Globalization;
using Arch.Storage.Sqlite;

namespace Benchmarks;

/// <summary>How much of the disk durable runs take: ten external steps that do nothing, each with its input recorded.</summary>
internal static class SizeBenchmark
{
    private const int Runs = 5_000;
    private const int Steps = 10;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "arch.db");
            var (empty, full) = (await FillAsync(folder, file, 1), await FillAsync(folder, file, Runs));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"size: {(double)(full - empty) / Runs:N0} bytes a run of {Steps} steps, {(double)(full - empty) / Runs / Steps:N0} bytes a step, with all indexes"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // When the store is closed, its log is part of the file.
    private static async Task<long> FillAsync(string folder, string file, int runs)
    {
        await using (var store = await SqliteJournalStore.OpenAsync(new SqliteStoreOptions { Folder = folder }))
        {
            await using var engine = new BenchEngine(store);
            var definition = engine.Compile(DurableBenchmark.Yaml);
            await Load.CountAsync(runs, 32, _ => engine.RunAsync(definition));
        }

        return new FileInfo(file).Length;
    }
}
