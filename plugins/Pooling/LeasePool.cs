using System.Runtime.Loader;

namespace Arch.Plugin.Pooling;

/// <summary>
/// Keeps what is dear to open, one a key, for as long as somebody uses it and a while after. What it keeps is closed when its
/// plugin is unloaded. Safe to use from many threads at once.
/// </summary>
/// <param name="idleLife">How long something stays open that nobody uses.</param>
/// <param name="close">Closes it; must not throw.</param>
internal sealed class LeasePool<TKey, TResource>(TimeSpan idleLife, Func<TResource, ValueTask> close)
    where TKey : notnull
    where TResource : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private bool _isWatching;
    private bool _isClosed;

    /// <summary>Gets how many are open or being opened.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Gives what the key stands for, opened if need be.</summary>
    /// <param name="key">The settings that make it what it is.</param>
    /// <param name="open">Opens it. Several may wait for the same, so that the token of one must not end it.</param>
    /// <param name="time">The clock that its idle life is measured by.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lease; dispose it.</returns>
    public async Task<Lease> RentAsync(
        TKey key, Func<Task<TResource>> open, TimeProvider time, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            WatchUnloading();
            if (!_entries.TryGetValue(key, out entry))
            {
                entry = new Entry(key, this, time);
                _entries.Add(key, entry);
                entry.Opening = open();
            }

            entry.Uses++;
            entry.Timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        try
        {
            return new Lease(entry, await entry.Opening.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            Return(entry);
            throw;
        }
    }

    /// <summary>Closes all of it, at once.</summary>
    public void Close()
    {
        List<Entry> entries;
        lock (_lock)
        {
            _isClosed = true;
            entries = [.. _entries.Values];
            _entries.Clear();
        }

        entries.ForEach(End);
    }

    // The host tells a plugin in no other way that it goes.
    private void WatchUnloading()
    {
        if (!_isWatching && AssemblyLoadContext.GetLoadContext(typeof(TResource).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => Close();
        }

        _isWatching = true;
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Uses--;
            if (entry.Opening is { IsFaulted: true } or { IsCanceled: true })
            {
                Forget(entry);
            }
            else if (entry.Uses == 0)
            {
                entry.Timer.Change(idleLife, Timeout.InfiniteTimeSpan);
                return;
            }
            else
            {
                return;
            }
        }

        End(entry);
    }

    private void CloseIfIdle(Entry entry)
    {
        lock (_lock)
        {
            if (entry.Uses > 0 || !Forget(entry))
            {
                return;
            }
        }

        End(entry);
    }

    private bool Forget(Entry entry) =>
        _entries.TryGetValue(entry.Key, out var current) && current == entry && _entries.Remove(entry.Key);

    private void End(Entry entry)
    {
        entry.Timer.Dispose();
        _ = EndAsync(entry);
    }

    private async Task EndAsync(Entry entry)
    {
        var opened = entry.Opening;
        await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opened.IsCompletedSuccessfully)
        {
            await close(await opened.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Something of the pool while it is used.</summary>
    internal sealed class Lease : IDisposable
    {
        private Entry? _entry;

        internal Lease(Entry entry, TResource resource)
        {
            _entry = entry;
            Resource = resource;
        }

        public TResource Resource { get; }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _entry, null) is { } entry)
            {
                entry.Pool.Return(entry);
            }
        }
    }

    internal sealed class Entry
    {
        public Entry(TKey key, LeasePool<TKey, TResource> pool, TimeProvider time)
        {
            Key = key;
            Pool = pool;
            Timer = time.CreateTimer(
                static state => ((Entry)state!).Pool.CloseIfIdle((Entry)state), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public TKey Key { get; }

        public LeasePool<TKey, TResource> Pool { get; }

        public ITimer Timer { get; }

        public Task<TResource> Opening { get; set; } = null!; // set before anybody else sees the entry

        public int Uses { get; set; }
    }
}
