using Arch.Engine.Ports;
using Arch.Expressions.Values;

namespace Arch.Engine.Memory;

/// <summary>Outputs that are kept for later runs.</summary>
internal sealed class CacheTable
{
    private readonly Dictionary<string, CacheEntry> _entries = new(StringComparer.Ordinal);
    private int _mostBeforeSweep = 1_000;

    public Value Find(string key, DateTimeOffset now) =>
        _entries.TryGetValue(key, out var entry) && entry.ExpiresAt > now ? entry.Outputs : Value.Undefined;

    public void Keep(CacheEntry entry, DateTimeOffset now)
    {
        _entries[entry.Key] = entry;
        if (_entries.Count > _mostBeforeSweep)
        {
            foreach (var (key, kept) in _entries)
            {
                if (kept.ExpiresAt <= now)
                {
                    _entries.Remove(key);
                }
            }

            // So that all of the sweeps together cost no more than the keeping.
            _mostBeforeSweep = Math.Max(1_000, 2 * _entries.Count);
        }
    }
}
