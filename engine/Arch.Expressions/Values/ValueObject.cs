using System.Collections;

namespace Arch.Expressions.Values;

/// <summary>An immutable ordered map from names to values. Subclasses may convert members when they are first
/// read.</summary>
public abstract class ValueObject : IEnumerable<KeyValuePair<string, Value>>
{
    /// <summary>Gets the object without members.</summary>
    public static ValueObject Empty { get; } = new MapValueObject([]);

    /// <summary>Gets the number of members.</summary>
    public abstract int Count { get; }

    /// <summary>Gets the names in order.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Makes an object of given members.</summary>
    /// <param name="members">The members in order; the object keeps the map, which must not change any more.</param>
    /// <returns>The object.</returns>
    public static ValueObject Of(OrderedDictionary<string, Value> members) =>
        members.Count == 0 ? Empty : new MapValueObject(members);

    /// <summary>Makes an object of given members.</summary>
    /// <param name="members">The members in order, each name once.</param>
    /// <returns>The object.</returns>
    public static ValueObject Of(params ReadOnlySpan<(string Name, Value Value)> members)
    {
        var map = new OrderedDictionary<string, Value>(members.Length, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            map.Add(name, value);
        }

        return Of(map);
    }

    /// <summary>Finds a member.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <param name="value">The member, or undefined.</param>
    /// <returns>Whether there is one.</returns>
    public abstract bool TryGetValue(string name, out Value value);

    /// <inheritdoc/>
    public virtual IEnumerator<KeyValuePair<string, Value>> GetEnumerator()
    {
        foreach (var name in Names)
        {
            TryGetValue(name, out var value);
            yield return new(name, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class MapValueObject(OrderedDictionary<string, Value> members) : ValueObject
    {
        public override int Count => members.Count;

        public override IEnumerable<string> Names => members.Keys;

        public override bool TryGetValue(string name, out Value value) => members.TryGetValue(name, out value);

        public override IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => members.GetEnumerator();
    }
}
