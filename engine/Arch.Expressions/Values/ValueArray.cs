using System.Collections;

namespace Arch.Expressions.Values;

/// <summary>An immutable list of values. Subclasses may convert elements when they are first read.</summary>
public abstract class ValueArray : IReadOnlyList<Value>
{
    /// <summary>Gets the array without elements.</summary>
    public static ValueArray Empty { get; } = new ListValueArray([]);

    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public abstract Value this[int index] { get; }

    /// <summary>Makes an array of given elements.</summary>
    /// <param name="elements">The elements; the array keeps the list, which must not change any more.</param>
    /// <returns>The array.</returns>
    public static ValueArray Of(params Value[] elements) => elements.Length == 0 ? Empty : new ListValueArray(elements);

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class ListValueArray(Value[] elements) : ValueArray
    {
        public override int Count => elements.Length;

        public override Value this[int index] => elements[index];
    }
}
