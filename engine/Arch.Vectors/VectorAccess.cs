using Arch.Sdk.Vectors;
using Microsoft.Extensions.AI;

namespace Arch.Vectors;

/// <summary>What plugins see of a store: an embedder makes the vectors that they do not bring.</summary>
/// <param name="store">The store.</param>
/// <param name="embedder">Makes vectors of texts.</param>
public sealed class VectorAccess(IVectorStorage store, IEmbeddingGenerator<string, Embedding<float>> embedder) : IVectorAccess
{
    /// <inheritdoc/>
    public async Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        VectorFailure.RefuseTooMany(records.Count, "records");
        foreach (var record in records)
        {
            VectorFailure.RefuseBadRecord(record);
        }

        var withVectors = await WithVectorsAsync(records, cancellationToken).ConfigureAwait(false);
        await store.UpsertAsync(collection, withVectors, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Vector.IsEmpty)
        {
            var text = query.Text ?? throw VectorFailure.Of("The query has neither text nor vector; it must have one of them, or both.");
            query = query with { Vector = (await EmbedAsync([text], cancellationToken).ConfigureAwait(false))[0] };
        }

        return await store.SearchAsync(collection, query, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken) =>
        store.DeleteAsync(collection, selection, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        VectorFailure.RefuseTooMany(texts.Count, "texts");
        foreach (var text in texts)
        {
            VectorFailure.RefuseLongText(text, null);
        }

        var made = await embedder.GenerateAsync(texts, null, cancellationToken).ConfigureAwait(false);
        return [.. made.Select(embedding => embedding.Vector)];
    }

    private async Task<IReadOnlyList<VectorRecord>> WithVectorsAsync(
        IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var texts = records.Where(record => record.Vector.IsEmpty)
            .Select(record => record.Text
                ?? throw VectorFailure.Of($"The record '{record.Key}' has neither text nor vector; it must have one of them, or both."))
            .ToList();
        if (texts.Count == 0)
        {
            return records;
        }

        var made = await EmbedAsync(texts, cancellationToken).ConfigureAwait(false);
        var next = 0;
        return [.. records.Select(record => record.Vector.IsEmpty ? record with { Vector = made[next++] } : record)];
    }
}
