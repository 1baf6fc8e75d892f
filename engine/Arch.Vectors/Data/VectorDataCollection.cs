using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Arch.Sdk;
using Arch.Sdk.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Arch.Vectors.Data;

/// <summary>A collection as Microsoft.Extensions.VectorData sees it.</summary>
/// <typeparam name="TKey">The type of keys: text, whole number or GUID.</typeparam>
/// <typeparam name="TRecord">The type of records.</typeparam>
internal sealed class VectorDataCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>, IKeywordHybridSearchable<TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly IVectorStorage _storage;
    private readonly CollectionModel _model;
    private readonly RecordMapping _mapping;
    private readonly ScoreScale _scale;
    private readonly VectorStoreCollectionMetadata _metadata;

    public VectorDataCollection(IVectorStorage storage, string name, CollectionModel model)
    {
        _storage = storage;
        _model = model;
        _mapping = new RecordMapping(model);
        _scale = ScoreScale.Of(model.VectorProperty.DistanceFunction);
        _metadata = new VectorStoreCollectionMetadata { VectorStoreSystemName = VectorDataStore.SystemName, CollectionName = name };
        Name = name;
    }

    public override string Name { get; }

    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        CallAsync("exists", async () => await _storage.FindAsync(Name, cancellationToken).ConfigureAwait(false) is not null);

    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => CallAsync("create", async () =>
    {
        await _storage.CreateAsync(Name, _model.VectorProperty.Dimensions, cancellationToken).ConfigureAwait(false);
        return true;
    });

    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        CallAsync("drop", () => _storage.DropAsync(Name, cancellationToken));

    public override async Task<TRecord?> GetAsync(
        TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseVectorsOfTexts(options?.IncludeVectors == true);
        var found = await CallAsync(
            "get",
            () => _storage.GetAsync(Name, new VectorSelection { Keys = [RecordKeys.ToText(key)] }, 0, 1, cancellationToken)).ConfigureAwait(false);
        return found.Count == 0 ? null : _mapping.FromStored<TRecord>(found[0], options?.IncludeVectors == true);
    }

    public override async IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter,
        int top,
        FilteredRecordRetrievalOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        RefuseVectorsOfTexts(options?.IncludeVectors == true);
        if (options?.OrderBy is not null)
        {
            throw new NotSupportedException("Records come in the order in which they were put in; 'OrderBy' is not supported.");
        }

        var selection = new VectorSelection { Filter = FilterTranslation.Translate(filter, _model) };
        var found = await CallAsync("get", () => _storage.GetAsync(Name, selection, options?.Skip ?? 0, top, cancellationToken))
            .ConfigureAwait(false);
        foreach (var record in found)
        {
            yield return _mapping.FromStored<TRecord>(record, options?.IncludeVectors == true);
        }
    }

    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default) => DeleteAsync([key], cancellationToken);

    public override Task DeleteAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default) => CallAsync(
        "delete",
        () => _storage.DeleteAsync(Name, new VectorSelection { Keys = [.. keys.Select(key => RecordKeys.ToText(key))] }, cancellationToken));

    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default) =>
        UpsertAsync([record], cancellationToken);

    public override Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default) => CallAsync("upsert", async () =>
    {
        var stored = new List<VectorRecord>();
        foreach (var record in records)
        {
            stored.Add(await _mapping.ToStoredAsync(record, cancellationToken).ConfigureAwait(false));
        }

        await _storage.UpsertAsync(Name, stored, cancellationToken).ConfigureAwait(false);
        return true;
    });

    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue,
        int top,
        VectorSearchOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        RefuseVectorsOfTexts(options.IncludeVectors);
        var property = _model.GetVectorPropertyOrSingle(options);
        var query = new VectorQuery
        {
            Vector = await RecordMapping.VectorOfAsync(searchValue, property, cancellationToken).ConfigureAwait(false),
            Limit = top + options.Skip,
            Metric = _scale.Metric,
            Filter = FilterTranslation.Translate(options.Filter, _model),
        };
        var found = await CallAsync("search", () => _storage.SearchAsync(Name, query, cancellationToken)).ConfigureAwait(false);
        foreach (var match in found.Skip(options.Skip))
        {
            var score = _scale.ToScore(match.Score);
            if (options.ScoreThreshold is not { } threshold || _scale.Passes(score, threshold))
            {
                yield return new VectorSearchResult<TRecord>(_mapping.FromStored<TRecord>(match.Record, options.IncludeVectors), score);
            }
        }
    }

    public async IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(
        TInput searchValue,
        ICollection<string> keywords,
        int top,
        HybridSearchOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new HybridSearchOptions<TRecord>();
        RefuseVectorsOfTexts(options.IncludeVectors);
        var property = _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord> { VectorProperty = options.VectorProperty });
        _ = _model.GetFullTextDataPropertyOrSingle(options.AdditionalProperty);
        var query = new VectorQuery
        {
            Vector = await RecordMapping.VectorOfAsync(searchValue, property, cancellationToken).ConfigureAwait(false),
            Text = string.Join(' ', keywords),
            IsHybrid = true,
            Limit = top + options.Skip,
            Metric = _scale.Metric,
            Filter = FilterTranslation.Translate(options.Filter, _model),
            MinScore = options.ScoreThreshold,
        };
        var found = await CallAsync("hybrid search", () => _storage.SearchAsync(Name, query, cancellationToken)).ConfigureAwait(false);
        foreach (var match in found.Skip(options.Skip))
        {
            yield return new VectorSearchResult<TRecord>(_mapping.FromStored<TRecord>(match.Record, options.IncludeVectors), match.Score);
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreCollectionMetadata) ? _metadata
            : serviceType == typeof(IVectorStorage) ? _storage
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    // A property whose vector is made of something else has no place for the vector itself.
    private void RefuseVectorsOfTexts(bool includesVectors)
    {
        if (includesVectors && _model.EmbeddingGenerationRequired)
        {
            throw new NotSupportedException("The vectors of this collection are made of other values, so records have no place for them: do not include them.");
        }
    }

    private async Task<T> CallAsync<T>(string operation, Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (StepException e)
        {
            throw new VectorStoreException(e.Message, e)
            {
                VectorStoreSystemName = VectorDataStore.SystemName,
                CollectionName = Name,
                OperationName = operation,
            };
        }
    }
}
