using Arch.Vectors.Search;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>The collections whose vectors are in memory, within a limit, for as long as they are searched.</summary>
internal sealed class HotCollections : IDisposable
{
    private readonly SqliteVectorOptions _options;
    private readonly Dictionary<long, HotCollection> _hot = [];
    private readonly Lock _gate = new();
    private readonly ITimer _sweep;

    public HotCollections(SqliteVectorOptions options)
    {
        _options = options;
        var often = TimeSpan.FromTicks(Math.Max(options.IdleTime.Ticks / 4, TimeSpan.TicksPerSecond));
        _sweep = options.TimeProvider.CreateTimer(_ => DropIdle(), null, often, often);
    }

    /// <summary>Gets how many bytes of vectors are in memory.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _hot.Values.Sum(hot => hot.Bytes);
            }
        }
    }

    /// <summary>Gets a collection's place in memory, with room made for it.</summary>
    /// <returns><see langword="null"/> when it is too large for the limit.</returns>
    public HotCollection? Find(CollectionRow state)
    {
        var needed = VectorBlock.BytesFor(state.Dimensions, state.Count);
        lock (_gate)
        {
            if (needed > _options.MemoryLimit)
            {
                Drop(state.Id);
                return null;
            }

            if (!_hot.TryGetValue(state.Id, out var hot))
            {
                hot = new HotCollection(state.Id);
                _hot.Add(state.Id, hot);
            }

            hot.UsedAt = _options.TimeProvider.GetTimestamp();
            MakeRoom(state.Id, needed);
            return hot;
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        lock (_gate)
        {
            foreach (var id in _hot.Keys.ToList())
            {
                Drop(id);
            }
        }
    }

    private void MakeRoom(long except, long needed)
    {
        foreach (var other in _hot.Values.Where(hot => hot.Id != except).OrderBy(hot => hot.UsedAt).ToList())
        {
            if (needed + _hot.Values.Where(hot => hot.Id != except).Sum(hot => hot.Bytes) <= _options.MemoryLimit)
            {
                return;
            }

            Drop(other.Id);
        }
    }

    private void DropIdle()
    {
        lock (_gate)
        {
            foreach (var hot in _hot.Values.Where(hot => _options.TimeProvider.GetElapsedTime(hot.UsedAt) >= _options.IdleTime).ToList())
            {
                Drop(hot.Id);
            }
        }
    }

    private void Drop(long id)
    {
        if (_hot.Remove(id, out var hot))
        {
            hot.Dispose();
        }
    }
}
