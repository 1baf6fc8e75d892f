using Arch.Storage.Sqlite.Connections;
using Arch.Vectors.Search;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>A collection whose vectors are in memory.</summary>
internal sealed class HotCollection(long id) : IDisposable
{
    private const int LeastToRebuild = 10_000;

    private readonly Lock _gate = new();
    private VectorBlock? _block;
    private long _version;
    private bool _isDropped;

    public long Id => id;

    /// <summary>Gets or sets when it was last searched, as a timestamp of the clock.</summary>
    public long UsedAt { get; set; }

    /// <summary>Gets how much memory it takes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Brings the vectors to the state that a transaction sees and takes them for a search.</summary>
    /// <returns>
    /// <see langword="null"/> when they are further than that state already, because a later transaction searched first, or when
    /// the memory was taken away.
    /// </returns>
    public BlockSnapshot? Take(Connection connection, CollectionRow state, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isDropped || (_block is not null && _version > state.Version))
            {
                return null;
            }

            try
            {
                CatchUp(connection, state, cancellationToken);
            }
            catch
            {
                // Half of a state is none.
                Forget();
                throw;
            }

            _version = state.Version;
            Bytes = _block!.Bytes; // CatchUp made it
            return _block.Take();
        }
    }

    /// <summary>Gives the memory back as soon as no search needs it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDropped = true;
            Forget();
        }
    }

    private void Forget()
    {
        _block?.Dispose();
        _block = null;
        _version = 0;
        Bytes = 0;
    }

    private void CatchUp(Connection connection, CollectionRow state, CancellationToken cancellationToken)
    {
        if (_block is not null && (state.Trimmed > _version || IsMostlyRemoved(_block)))
        {
            Forget();
        }

        if (_block is null)
        {
            _block = new VectorBlock(state.Dimensions);
            Append(connection, state, _block, cancellationToken);
        }
        else if (_version < state.Version)
        {
            Append(connection, state, _block, cancellationToken);
            foreach (var removed in Removed(connection, state))
            {
                _block.Remove(removed);
            }
        }
    }

    private static bool IsMostlyRemoved(VectorBlock block) => block.Removed > LeastToRebuild && block.Removed > block.Rows / 2;

    private static void Append(Connection connection, CollectionRow state, VectorBlock block, CancellationToken cancellationToken)
    {
        var rows = connection
            .Prepared("SELECT v.id, v.vector FROM records r JOIN vectors v ON v.id = r.id WHERE r.collection = ?1 AND r.id > ?2 ORDER BY r.id")
            .Bind(1, state.Id).Bind(2, block.LastId);
        try
        {
            while (rows.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                block.Append(rows.Int64(0), rows.Borrowed(1), state.Count - block.Rows);
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    private List<long> Removed(Connection connection, CollectionRow state) => connection
        .Prepared("SELECT id FROM removed WHERE collection = ?1 AND version > ?2")
        .Bind(1, state.Id).Bind(2, _version).All(static row => row.Int64(0));
}
