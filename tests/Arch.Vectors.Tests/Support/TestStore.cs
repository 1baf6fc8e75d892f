using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Vectors;

namespace Arch.Vectors.Tests.Support;

/// <summary>A store in a folder of its own, or in memory.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly List<SqliteVectorStore> _opened = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("arch-").FullName;

    public SqliteVectorStore Open(bool inMemory = false, Func<SqliteVectorOptions, SqliteVectorOptions>? change = null)
    {
        var options = new SqliteVectorOptions { Folder = inMemory ? null : Folder };
        var store = SqliteVectorStore.Open(change?.Invoke(options) ?? options);
        _opened.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    public static VectorRecord Record(string key, float[] vector, string? text = null, string? metadata = null) => new()
    {
        Key = key,
        Vector = vector,
        Text = text,
        Metadata = metadata is null ? null : JsonNode.Parse(metadata)!.AsObject(),
    };

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    public static float[] Random(Random random, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
