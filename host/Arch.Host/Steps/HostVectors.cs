using System.Runtime.CompilerServices;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Vectors;
using Arch.Vectors;
using Arch.Vectors.Embedding;

namespace Arch.Host.Steps;

/// <summary>The vector store of this host, opened by the first step that uses it.</summary>
/// <param name="folder">The data folder; <see langword="null"/> to keep vectors in memory.</param>
internal sealed class HostVectors(string? folder) : IVectorAccess, IDisposable
{
    private readonly Lock _gate = new();
    private IVectorAccess? _access;
    private SqliteVectorStore? _store;
    private HashingEmbedder? _embedder;
    private bool _isClosed;

    public Task UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken) =>
        Open().UpsertAsync(collection, records, cancellationToken);

    public Task<IReadOnlyList<VectorMatch>> SearchAsync(string collection, VectorQuery query, CancellationToken cancellationToken) =>
        Open().SearchAsync(collection, query, cancellationToken);

    public Task<long> DeleteAsync(string collection, VectorSelection selection, CancellationToken cancellationToken) =>
        Open().DeleteAsync(collection, selection, cancellationToken);

    public Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Open().EmbedAsync(texts, cancellationToken);

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _store?.Dispose();
            _embedder?.Dispose();
        }
    }

    private IVectorAccess Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return _access ??= Make();
        }
    }

    // Apart, so that the libraries it needs are loaded for those alone who use vectors.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private VectorAccess Make()
    {
        _store = SqliteVectorStore.Open(new SqliteVectorOptions { Folder = folder });
        _embedder = new HashingEmbedder();
        return new VectorAccess(_store, _embedder);
    }
}
