using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Arch.Vectors.Data;

/// <summary>A store as the abstraction of Microsoft.Extensions.VectorData, for code and agents that are written against it.</summary>
/// <param name="storage">The store, which stays the caller's.</param>
/// <param name="embedder">Makes vectors where a definition names no generator; <see langword="null"/> for none.</param>
public sealed class VectorDataStore(IVectorStorage storage, IEmbeddingGenerator? embedder = null) : VectorStore
{
    internal const string SystemName = "arch";

    private static readonly VectorStoreMetadata s_metadata = new() { VectorStoreSystemName = SystemName };

    /// <inheritdoc/>
    public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(
        string name, VectorStoreCollectionDefinition? definition = null) =>
        typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new ArgumentException("Use GetDynamicCollection for records that are dictionaries.", nameof(name))
            : new VectorDataCollection<TKey, TRecord>(
                storage, name, new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, embedder));

    /// <inheritdoc/>
    public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(
        string name, VectorStoreCollectionDefinition definition) =>
        new VectorDataCollection<object, Dictionary<string, object?>>(
            storage, name, new RecordModelBuilder().BuildDynamic(definition, embedder));

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var collection in await storage.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return collection.Name;
        }
    }

    /// <inheritdoc/>
    public override async Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) =>
        await storage.FindAsync(name, cancellationToken).ConfigureAwait(false) is not null;

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        storage.DropAsync(name, cancellationToken);

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(VectorStoreMetadata) ? s_metadata
            : serviceType == typeof(IVectorStorage) ? storage
            : serviceType.IsInstanceOfType(this) ? this : null;
    }
}
