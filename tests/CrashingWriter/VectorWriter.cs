using System.Globalization;
using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Vectors;

/// <summary>
/// Puts batches of vectors in until it is killed, and prints the number of each batch that the store has confirmed. Each batch
/// also replaces the record 'last'.
/// </summary>
internal static class VectorWriter
{
    private const int BatchSize = 20;

    public static async Task RunAsync(string folder)
    {
        await using var store = SqliteVectorStore.Open(new SqliteVectorOptions { Folder = folder });
        for (var batch = (await store.FindAsync("crash", default))?.Count / BatchSize ?? 0; ; batch++)
        {
            var records = Enumerable.Range(0, BatchSize).Select(i => Record(Text(batch * BatchSize + i), batch * BatchSize + i, batch)).ToList();
            await store.UpsertAsync("crash", [.. records, Record("last", batch, batch)], default);
            // One call, one write to the pipe: a kill cannot leave half a line.
            await Console.Out.WriteAsync($"{Text(batch)}\n");
        }
    }

    private static VectorRecord Record(string key, long number, long batch) => new()
    {
        Key = key,
        Text = $"record {key}",
        Metadata = new JsonObject { ["batch"] = batch },
        Vector = Enumerable.Range(1, 8).Select(i => (float)Math.Sin(number * i * 0.37)).ToArray(),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
