using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Vectors;

namespace Benchmarks;

/// <summary>
/// Exact search over a million vectors, beside a plain loop over the same data and beside reading the same bytes; filtered and
/// hybrid search over a tenth of them.
/// </summary>
internal static class VectorBenchmark
{
    private const int Dimensions = 384;
    private const int Vectors = 1_000_000;
    private const int Fewer = 100_000;
    private const int Batch = 10_000;
    private const int Searches = 60;

    private static readonly string[] s_words = ["refund", "deadline", "invoice", "order", "返金", "期限", "請求", "注文", "late", "early", "customer", "顧客"];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        try
        {
            await using var store = SqliteVectorStore.Open(new SqliteVectorOptions { Folder = folder });
            var data = Enumerable.Range(0, Vectors / Batch).Select(Random).ToList();
            await FillAsync(store, "many", data, Vectors, (key, vector) => new VectorRecord { Key = key, Vector = vector });

            var clock = Stopwatch.StartNew();
            await store.SearchAsync("many", Query(0), default);
            Print($"load: {clock.Elapsed.TotalSeconds:N1} s with the first search, {store.MemoryBytes / 1e9:N2} GB of vectors in memory");
            var process = Process.GetCurrentProcess();
            Print($"resident: {process.WorkingSet64 / 1e9:N2} GB, of which {(double)Vectors * Dimensions * sizeof(float) / 1e9:N2} GB are the data of this benchmark");

            await MeasureAsync("search", store, "many", Query);
            var bytes = (double)Vectors * Dimensions * sizeof(float);
            var sum = Least(5, () => Sum(data));
            Print($"limit: a sum over the same bytes on {Environment.ProcessorCount} threads {sum.TotalMilliseconds:N0} ms, {bytes / sum.TotalSeconds / 1e9:N1} GB/s");
            var scalar = Least(2, () => Scalar(data, Query(1).Vector.Span));
            Print($"plain: a scalar loop on one thread {scalar.TotalMilliseconds:N0} ms");

            await FillAsync(store, "fewer", data, Fewer, (key, vector) => Described(key, vector));
            await MeasureAsync("search, 100,000", store, "fewer", Query);
            await MeasureAsync("filtered, 100,000, 1 in 10", store, "fewer", i => Query(i) with { Filter = new JsonObject { ["group"] = i % 10 } });
            await MeasureAsync(
                "hybrid, 100,000", store, "fewer", i => Query(i) with { IsHybrid = true, Text = $"{s_words[i % 12]} {s_words[(i + 5) % 12]}" });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(
        SqliteVectorStore store, string collection, List<float[]> data, int count, Func<string, ReadOnlyMemory<float>, VectorRecord> make)
    {
        var clock = Stopwatch.StartNew();
        for (var first = 0; first < count; first += Batch)
        {
            var records = Enumerable.Range(0, Batch)
                .Select(i => make((first + i).ToString(CultureInfo.InvariantCulture), data[first / Batch].AsMemory(i * Dimensions, Dimensions)))
                .ToList();
            await store.UpsertAsync(collection, records, default);
        }

        Print($"upsert: {count / clock.Elapsed.TotalSeconds:N0} records a second into '{collection}', {Batch:N0} a call, each call durable");
    }

    private static async Task MeasureAsync(string name, SqliteVectorStore store, string collection, Func<int, VectorQuery> query)
    {
        await store.SearchAsync(collection, query(0), default);
        var clock = Stopwatch.StartNew();
        var times = new List<double>();
        for (var i = 1; i <= Searches; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await store.SearchAsync(collection, query(i), default);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var figures = new Figures(clock.Elapsed, [.. times.Order()]);
        Print($"{name}: p50 {figures.Median:N1} ms, p99 {figures.Slowest99:N1} ms");
    }

    private static TimeSpan Least(int times, Action act) => Enumerable.Range(0, times).Min(_ =>
    {
        var started = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(started);
    });

    private static void Sum(List<float[]> data)
    {
        var sums = new float[data.Count];
        Parallel.For(0, data.Count, i => sums[i] = TensorPrimitives.Sum<float>(data[i]));
        GC.KeepAlive(sums);
    }

    private static void Scalar(List<float[]> data, ReadOnlySpan<float> query)
    {
        var best = float.NegativeInfinity;
        foreach (var block in data)
        {
            for (var at = 0; at < block.Length; at += Dimensions)
            {
                float product = 0, squares = 0;
                for (var i = 0; i < Dimensions; i++)
                {
                    product += block[at + i] * query[i];
                    squares += block[at + i] * block[at + i];
                }

                best = MathF.Max(best, product / MathF.Sqrt(squares));
            }
        }

        GC.KeepAlive(best);
    }

    private static float[] Random(int seed)
    {
        var random = new Random(seed);
        var block = new float[Batch * Dimensions];
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = random.NextSingle() - 0.5f;
        }

        return block;
    }

    private static VectorQuery Query(int number)
    {
        var random = new Random(-1 - number);
        return new VectorQuery { Vector = Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f).ToArray() };
    }

    private static VectorRecord Described(string key, ReadOnlyMemory<float> vector)
    {
        var number = int.Parse(key, CultureInfo.InvariantCulture);
        return new VectorRecord
        {
            Key = key,
            Vector = vector,
            Text = $"{s_words[number % 12]} {s_words[number / 12 % 12]} {s_words[number / 144 % 12]} number {key}",
            Metadata = new JsonObject { ["group"] = number % 10, ["language"] = number % 2 == 0 ? "en" : "ja", ["number"] = number },
        };
    }

    private static void Print(FormattableString line) => Console.WriteLine("vectors: " + line.ToString(CultureInfo.InvariantCulture));
}
