using static System.FormattableString;

namespace Simulation.Oracle;

/// <summary>The world outside: every effect that a step had, and what it gave.</summary>
internal sealed class Effects
{
    private readonly Dictionary<string, string> _keyOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, long Epoch)> _carried = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Gets how many effects there were.</summary>
    public int Count { get; private set; }

    /// <summary>Notes that an attempt was carried out.</summary>
    /// <returns>Whether it is the first time in its ownership, and whether it is a repetition of another.</returns>
    public (bool IsFirst, bool IsRepetition) Carry(string key, long epoch)
    {
        Count++;
        return (_carried.Add((key, epoch)), !_keys.Add(key));
    }

    /// <summary>Notes what an attempt with a key gave; each time something else.</summary>
    public void Give(string key, string token) => _keyOf[token] = key;

    public bool Gave(string runId, int activation, int attempt, string token) =>
        _keyOf.TryGetValue(token, out var key)
        && key.StartsWith(runId + "/", StringComparison.Ordinal)
        && key.EndsWith(Invariant($"/{activation}.{attempt}"), StringComparison.Ordinal);

    public void Keep(string cacheKey, string token)
    {
        if (!_kept.TryGetValue(cacheKey, out var tokens))
        {
            _kept.Add(cacheKey, tokens = new HashSet<string>(StringComparer.Ordinal));
        }

        tokens.Add(token);
    }

    public bool WasKept(string? cacheKey, string token) => cacheKey is not null && _kept.GetValueOrDefault(cacheKey)?.Contains(token) == true;
}
