using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Connections;
using Arch.Vectors;
using Arch.Vectors.Filters;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>
/// Vectors in an SQLite file of their own, or in memory. Searches are exact: they compare all vectors of a collection, which are
/// held in memory while it is searched.
/// </summary>
public sealed class SqliteVectorStore : IVectorStorage, IDisposable
{
    private const int Attempts = 100;

    private readonly SqliteVectorOptions _options;
    private readonly VectorLanes _lanes;
    private readonly HotCollections _hot;

    private SqliteVectorStore(SqliteVectorOptions options)
    {
        _options = options;
        _lanes = VectorLanes.Open(options.Folder, options.LockTimeout);
        _hot = new HotCollections(options);
    }

    /// <summary>Gets how many bytes of vectors are in memory now.</summary>
    public long MemoryBytes => _hot.Bytes;

    /// <summary>Opens the store, or makes it.</summary>
    /// <param name="options">Where and how.</param>
    /// <returns>The store.</returns>
    public static SqliteVectorStore Open(SqliteVectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SqliteVectorStore(options);
    }

    /// <inheritdoc/>
    public Task<VectorCollectionInfo?> FindAsync(string collection, CancellationToken cancellationToken) =>
        Task.Run(() => _lanes.Read(reader => CollectionRow.Find(reader, collection)?.Info), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VectorCollectionInfo>> ListAsync(CancellationToken cancellationToken) => Task.Run(
        () => _lanes.Read<IReadOnlyList<VectorCollectionInfo>>(reader => [.. CollectionRow.All(reader).Select(row => row.Info)]), cancellationToken);

    /// <inheritdoc/>
    public Task CreateAsync(string collection, int dimensions, CancellationToken cancellationToken)
    {
        VectorFailure.RefuseBadName(collection);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, VectorLimits.Dimensions);
        return Task.Run(
            () => _lanes.Write(writer =>
            {
                var made = CollectionRow.Find(writer, collection) ?? CollectionRow.Make(writer, collection, dimensions);
                VectorFailure.RefuseOtherDimensions(collection, made.Dimensions, dimensions, "of the definition");
                return true;
            }),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DropAsync(string collection, CancellationToken cancellationToken) =>
        Task.Run(() => _lanes.Write(writer => Drop(writer, collection)), cancellationToken);

    /// <inheritdoc/>
    public Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        VectorFailure.RefuseBadName(collection);
        VectorFailure.RefuseTooMany(records.Count, "records");
        foreach (var record in records)
        {
            VectorFailure.RefuseBadRecord(record);
            VectorFailure.RefuseBadVector(record.Vector.Span, $"of record '{record.Key}'");
        }

        return records.Count == 0
            ? Task.CompletedTask
            : Task.Run(() => _lanes.Write(writer => Put(writer, collection, records, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VectorRecord>> GetAsync(
        string collection, VectorSelection selection, int skip, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        VectorFailure.RefuseBadSelection(selection);
        var filter = selection.Filter is { } given ? VectorFilter.Parse(given) : null;
        return Task.Run(
            () => _lanes.Read<IReadOnlyList<VectorRecord>>(reader => CollectionRow.Find(reader, collection) is { } row
                ? [.. Select(reader, row, selection, filter, cancellationToken).Skip(skip).Take(limit).Select(id => RecordRows.Find(reader, id)!)]
                : []),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > VectorLimits.Matches)
        {
            throw VectorFailure.Of($"The query asks for {query.Limit} matches; it must be 1 to {VectorLimits.Matches}.");
        }

        if (query.Vector.IsEmpty && !(query.IsHybrid && query.Text is not null))
        {
            throw VectorFailure.Of("The query has no vector, and no text for a hybrid search.");
        }

        if (!query.Vector.IsEmpty)
        {
            VectorFailure.RefuseBadVector(query.Vector.Span, "of the query");
        }

        VectorFailure.RefuseLongText(query.Text, null);
        var filter = query.Filter is { } given ? VectorFilter.Parse(given) : null;
        return Task.Run(() => Search(collection, query, filter, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        VectorFailure.RefuseBadSelection(selection);
        var filter = selection.Filter is { } given ? VectorFilter.Parse(given) : null;
        return Task.Run(() => _lanes.Write(writer => Delete(writer, collection, selection, filter, cancellationToken)), cancellationToken);
    }

    /// <summary>Closes the file and gives the memory back. Searches that run go on to their end.</summary>
    public void Dispose()
    {
        _hot.Dispose();
        _lanes.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool Drop(Connection writer, string collection)
    {
        if (CollectionRow.Find(writer, collection) is not { } row)
        {
            return false;
        }

        writer.Prepared("DELETE FROM vectors WHERE id IN (SELECT id FROM records WHERE collection = ?1)").Bind(1, row.Id).Run();
        writer.Prepared("DELETE FROM records WHERE collection = ?1").Bind(1, row.Id).Run();
        writer.Prepared("DELETE FROM removed WHERE collection = ?1").Bind(1, row.Id).Run();
        writer.Prepared("DELETE FROM collections WHERE id = ?1").Bind(1, row.Id).Run();
        writer.Execute($"DROP TABLE {row.Texts}");
        return true;
    }

    private static bool Put(Connection writer, string name, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var collection = CollectionRow.Find(writer, name) ?? CollectionRow.Make(writer, name, records[0].Vector.Length);
        var further = 0L;
        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            VectorFailure.RefuseOtherDimensions(name, collection.Dimensions, record.Vector.Length, $"of record '{record.Key}'");
            further += RecordRows.Put(writer, collection, record, RecordRows.Encode(record)) ? 1 : 0;
        }

        collection.Touch(writer, collection.Count + further);
        RecordRows.TrimRemovals(writer, collection);
        return true;
    }

    private static long Delete(
        Connection writer, string name, VectorSelection selection, VectorFilter? filter, CancellationToken cancellationToken)
    {
        if (CollectionRow.Find(writer, name) is not { } collection)
        {
            return 0;
        }

        var ids = Select(writer, collection, selection, filter, cancellationToken);
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RecordRows.Remove(writer, collection, id);
        }

        if (ids.Count > 0)
        {
            collection.Touch(writer, collection.Count - ids.Count);
            RecordRows.TrimRemovals(writer, collection);
        }

        return ids.Count;
    }

    private static List<long> Select(
        Connection reader, CollectionRow collection, VectorSelection selection, VectorFilter? filter, CancellationToken cancellationToken)
    {
        if (filter is null)
        {
            return RecordRows.IdsOf(reader, collection, selection.Keys ?? []);
        }

        var ids = new List<long>();
        FilterSql.ForEach(reader, collection, filter, ids.Add, cancellationToken);
        return ids;
    }

    private IReadOnlyList<VectorMatch> Search(string name, VectorQuery query, VectorFilter? filter, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A busy writer could let a search begin again and again; at last it reads from the file.
            var isLast = attempt == Attempts;
            var found = _lanes.Read(reader =>
            {
                if (CollectionRow.Find(reader, name) is not { } collection)
                {
                    return [];
                }

                if (!query.Vector.IsEmpty)
                {
                    VectorFailure.RefuseOtherDimensions(name, collection.Dimensions, query.Vector.Length, "of the query");
                }

                var hot = isLast ? null : _hot.Find(collection);
                return new VectorSearch(collection, query, filter, _options, cancellationToken).Run(reader, hot);
            });
            if (found is not null)
            {
                return found;
            }
        }
    }
}
