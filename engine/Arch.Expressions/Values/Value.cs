using System.Diagnostics;

namespace Arch.Expressions.Values;

/// <summary>
/// One immutable piece of a workflow's data. Two words wide; arrays and objects may be views that convert what is under
/// them only when it is read, so that passing a large step output on costs nothing.
/// </summary>
/// <remarks>Safe to share between threads. <c>default</c> is <see cref="Undefined"/>.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Value : IEquatable<Value>
{
    private static readonly object NullTag = new();
    private static readonly object BooleanTag = new();
    private static readonly object NumberTag = new();

    // null: undefined; a tag: see _number; otherwise a string, a ValueArray or a ValueObject.
    private readonly object? _reference;
    private readonly double _number;

    private Value(object reference, double number = 0)
    {
        _reference = reference;
        _number = number;
    }

    /// <summary>Gets the value that stands for no value.</summary>
    public static Value Undefined => default;

    /// <summary>Gets the JSON <c>null</c>.</summary>
    public static Value Null => new(NullTag);

    /// <summary>Gets <c>true</c>.</summary>
    public static Value True => new(BooleanTag, 1);

    /// <summary>Gets <c>false</c>.</summary>
    public static Value False => new(BooleanTag, 0);

    /// <summary>Gets the empty object.</summary>
    public static Value EmptyObject { get; } = From(ValueObject.Empty);

    /// <summary>Gets the empty array.</summary>
    public static Value EmptyArray { get; } = From(ValueArray.Empty);

    /// <summary>Gets the kind.</summary>
    public ValueKind Kind => _reference switch
    {
        null => ValueKind.Undefined,
        string => ValueKind.String,
        ValueObject => ValueKind.Object,
        ValueArray => ValueKind.Array,
        _ when ReferenceEquals(_reference, NumberTag) => ValueKind.Number,
        _ when ReferenceEquals(_reference, BooleanTag) => ValueKind.Boolean,
        _ => ValueKind.Null,
    };

    /// <summary>Gets whether this is <see cref="Undefined"/>.</summary>
    public bool IsUndefined => _reference is null;

    /// <summary>Gets whether this is <see cref="Undefined"/> or <see cref="Null"/>.</summary>
    public bool IsNullish => _reference is null || ReferenceEquals(_reference, NullTag);

    /// <summary>Makes a Boolean.</summary>
    /// <param name="value">The truth.</param>
    /// <returns>The value.</returns>
    public static Value From(bool value) => value ? True : False;

    /// <summary>Makes a number.</summary>
    /// <param name="value">Any double; those that JSON cannot write are written as <c>null</c>.</param>
    /// <returns>The value.</returns>
    public static Value From(double value) => new(NumberTag, value);

    /// <summary>Makes a string.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value, or <see cref="Null"/> for <see langword="null"/>.</returns>
    public static Value From(string? value) => value is null ? Null : new Value(value);

    /// <summary>Makes an array.</summary>
    /// <param name="value">The array.</param>
    /// <returns>The value.</returns>
    public static Value From(ValueArray value) => new(value);

    /// <summary>Makes an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The value.</returns>
    public static Value From(ValueObject value) => new(value);

    /// <summary>Reads a Boolean.</summary>
    /// <param name="value">The truth.</param>
    /// <returns>Whether this is a Boolean.</returns>
    public bool TryGetBoolean(out bool value)
    {
        value = _number != 0;
        return ReferenceEquals(_reference, BooleanTag);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether this is a number.</returns>
    public bool TryGetNumber(out double value)
    {
        value = _number;
        return ReferenceEquals(_reference, NumberTag);
    }

    /// <summary>Reads a string.</summary>
    /// <param name="value">The text.</param>
    /// <returns>Whether this is a string.</returns>
    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _reference as string;
        return value is not null;
    }

    /// <summary>Reads an array.</summary>
    /// <param name="value">The array.</param>
    /// <returns>Whether this is an array.</returns>
    public bool TryGetArray([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueArray? value)
    {
        value = _reference as ValueArray;
        return value is not null;
    }

    /// <summary>Reads an object.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Whether this is an object.</returns>
    public bool TryGetObject([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValueObject? value)
    {
        value = _reference as ValueObject;
        return value is not null;
    }

    /// <summary>Gets a member of an object.</summary>
    /// <param name="name">The name, compared exactly.</param>
    /// <returns>The member, or <see cref="Undefined"/> when this is no object or has no such member.</returns>
    public Value this[string name] =>
        _reference is ValueObject members && members.TryGetValue(name, out var member) ? member : Undefined;

    /// <summary>Gets an element of an array.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>The element, or <see cref="Undefined"/> when this is no array or has no such element.</returns>
    public Value this[int index] =>
        _reference is ValueArray elements && (uint)index < (uint)elements.Count ? elements[index] : Undefined;

    /// <summary>Compares by content, arrays and objects deeply; the order of members does not matter.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>The opposite of <c>==</c>.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Value other) => ValueComparison.AreEqual(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        ValueKind.Number => _number.GetHashCode(),
        ValueKind.Boolean => _number != 0 ? 1 : 2,
        ValueKind.String => ((string)_reference!).GetHashCode(StringComparison.Ordinal),
        ValueKind.Array => HashCode.Combine(ValueKind.Array, ((ValueArray)_reference!).Count),
        ValueKind.Object => HashCode.Combine(ValueKind.Object, ((ValueObject)_reference!).Count),
        var kind => (int)kind,
    };

    /// <summary>Gives the string form of a scalar as JavaScript does, and the JSON of an array or object.</summary>
    /// <returns>The text; for people and for text around <c>${{ }}</c>.</returns>
    public override string ToString() => Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Null => "null",
        ValueKind.Boolean => _number != 0 ? "true" : "false",
        ValueKind.Number => NumberText.Format(_number),
        ValueKind.String => (string)_reference!,
        _ => ValueJson.ToJson(this),
    };
}
