namespace Arch.Plugins.Loading;

/// <summary>
/// Sees to it that unloaded code is really gone. .NET lets go of it only when nothing refers to it: a timer, a thread or a static
/// event that the plugin left behind keeps it for ever.
/// </summary>
internal sealed class UnloadWatch(TimeProvider time) : IDisposable
{
    /// <summary>How many leaked versions of a plugin are put up with.</summary>
    public const int MostLeaks = 3;

    private const int Collections = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Unloaded> _unloaded = [];

    /// <summary>Watches the context of code that was let go.</summary>
    public void Watch(string pluginId, WeakReference? context)
    {
        if (context is null)
        {
            return;
        }

        var unloaded = new Unloaded(pluginId, context);
        lock (_lock)
        {
            _unloaded.RemoveAll(entry => !entry.Context.IsAlive);
            _unloaded.Add(unloaded);
        }

        unloaded.Timer = time.CreateTimer(_ => Check(unloaded), null, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts the versions of a plugin that are still in memory 30 seconds after they were unloaded.</summary>
    public int Leaked(string pluginId)
    {
        lock (_lock)
        {
            return _unloaded.Count(entry => entry.IsLate && entry.PluginId == pluginId && entry.Context.IsAlive);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var entry in _unloaded)
            {
                entry.Timer?.Dispose();
            }
        }
    }

    // What nobody has collected yet is no leak: it is asked for here, a few times since a context goes in several rounds.
    private void Check(Unloaded unloaded)
    {
        for (var i = 0; i < Collections && unloaded.Context.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        lock (_lock)
        {
            unloaded.Timer?.Dispose();
            if (unloaded.Context.IsAlive)
            {
                unloaded.IsLate = true;
            }
            else
            {
                _unloaded.Remove(unloaded);
            }
        }
    }

    private sealed class Unloaded(string pluginId, WeakReference context)
    {
        public string PluginId { get; } = pluginId;

        public WeakReference Context { get; } = context;

        public bool IsLate { get; set; }

        public ITimer? Timer { get; set; }
    }
}
