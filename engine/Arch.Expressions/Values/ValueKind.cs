namespace Arch.Expressions.Values;

/// <summary>The kinds of data that a workflow knows: those of JSON, and <c>undefined</c> while an expression
/// runs.</summary>
public enum ValueKind
{
    /// <summary>No value. Left out of objects and written as <c>null</c> in arrays, as JavaScript's JSON
    /// does.</summary>
    Undefined,

    /// <summary>The JSON <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An IEEE 754 double, as in JavaScript.</summary>
    Number,

    /// <summary>Text in UTF-16.</summary>
    String,

    /// <summary>An ordered list of values.</summary>
    Array,

    /// <summary>An ordered map from names to values.</summary>
    Object,
}
