using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Connections;
using Arch.Vectors;
using Arch.Vectors.Text;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>Writes and reads the rows of records.</summary>
internal static class RecordRows
{
    // How many removals are kept for those who have to catch up; who is further behind loads anew.
    private const int KeptRemovals = 100_000;

    // Without escapes, so that names and texts are in the file as filters write them.
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts one in. The caller touches the collection.</summary>
    /// <returns>Whether it is a further record, rather than one in the place of another.</returns>
    public static bool Put(Connection connection, CollectionRow collection, VectorRecord record, string? metadata)
    {
        var former = connection.Prepared("SELECT id FROM records WHERE collection = ?1 AND key = ?2")
            .Bind(1, collection.Id).Bind(2, record.Key).First(static row => (long?)row.Int64(0));
        if (former is { } id)
        {
            Remove(connection, collection, id);
        }

        var made = connection.Prepared("INSERT INTO records (collection, key, text, metadata) VALUES (?1, ?2, ?3, jsonb(?4)) RETURNING id")
            .Bind(1, collection.Id).Bind(2, record.Key).Bind(3, record.Text).Bind(4, metadata)
            .All(static row => row.Int64(0))[0];
        connection.Prepared("INSERT INTO vectors (id, vector) VALUES (?1, ?2)")
            .Bind(1, made).BindBytes(2, MemoryMarshal.AsBytes(record.Vector.Span)).Run();
        if (record.Text is { Length: > 0 } text)
        {
            connection.Prepared($"INSERT INTO {collection.Texts} (rowid, terms) VALUES (?1, ?2)")
                .Bind(1, made).Bind(2, string.Join(' ', SearchTerms.Of(text))).Run();
        }

        return former is null;
    }

    /// <summary>Removes one. The caller touches the collection.</summary>
    public static void Remove(Connection connection, CollectionRow collection, long id)
    {
        // Of a table without contents a row can be deleted that is not there; records without text have none.
        connection.Prepared($"DELETE FROM {collection.Texts} WHERE rowid = ?1").Bind(1, id).Run();
        connection.Prepared("DELETE FROM vectors WHERE id = ?1").Bind(1, id).Run();
        connection.Prepared("DELETE FROM records WHERE id = ?1").Bind(1, id).Run();
        connection.Prepared("INSERT INTO removed (collection, version, id) VALUES (?1, ?2, ?3)")
            .Bind(1, collection.Id).Bind(2, collection.Version + 1).Bind(3, id).Run();
    }

    /// <summary>Forgets the oldest removals when there are very many.</summary>
    public static void TrimRemovals(Connection connection, CollectionRow collection)
    {
        // Counting them all costs something, so now and then is enough.
        if (collection.Version % 64 != 63)
        {
            return;
        }

        var last = connection.Prepared("SELECT version FROM removed WHERE collection = ?1 ORDER BY version DESC LIMIT 1 OFFSET ?2")
            .Bind(1, collection.Id).Bind(2, KeptRemovals).First(static row => (long?)row.Int64(0));
        if (last is { } version)
        {
            connection.Prepared("DELETE FROM removed WHERE collection = ?1 AND version <= ?2").Bind(1, collection.Id).Bind(2, version).Run();
            connection.Prepared("UPDATE collections SET trimmed = ?2 WHERE id = ?1").Bind(1, collection.Id).Bind(2, version).Run();
        }
    }

    public static VectorRecord? Find(Connection connection, long id) => connection
        .Prepared("SELECT r.key, r.text, json(r.metadata), v.vector FROM records r JOIN vectors v ON v.id = r.id WHERE r.id = ?1")
        .Bind(1, id).First(Read);

    /// <summary>Finds the ids of keys, in their order.</summary>
    public static List<long> IdsOf(Connection connection, CollectionRow collection, IReadOnlyList<string> keys)
    {
        var ids = new List<long>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            var id = connection.Prepared("SELECT id FROM records WHERE collection = ?1 AND key = ?2")
                .Bind(1, collection.Id).Bind(2, key).First(static row => (long?)row.Int64(0));
            if (id is { } found)
            {
                ids.Add(found);
            }
        }

        return ids;
    }

    /// <summary>Gets metadata as it is stored.</summary>
    public static string? Encode(VectorRecord record)
    {
        var text = record.Metadata?.ToJsonString(s_json);
        return text is null || text.Length <= VectorLimits.MetadataLength
            ? text
            : throw VectorFailure.Of(
                $"The metadata of record '{record.Key}' has {text.Length} characters; at most {VectorLimits.MetadataLength} are taken.");
    }

    private static VectorRecord Read(Statement row) => new()
    {
        Key = row.Text(0),
        Text = row.OptionalText(1),
        Metadata = row.OptionalUtf8(2) is { } json ? JsonNode.Parse(json) as JsonObject : null,
        Vector = MemoryMarshal.Cast<byte, float>(row.Borrowed(3)).ToArray(),
    };
}
