namespace Arch.Expressions.JavaScript.Checking;

/// <summary>How the type of a built-in member's result follows from what it is a member of.</summary>
internal enum BuiltinResult
{
    Any,
    Nothing,
    Boolean,
    Integer,
    Number,
    Text,
    DateTime,
    Texts,
    Object,
    Pairs,

    /// <summary>The same as the array or text itself.</summary>
    Same,

    /// <summary>An element of the array.</summary>
    Element,

    /// <summary>An array of what the callback gives.</summary>
    Mapped,

    /// <summary>An array of what the callback gives, with arrays opened.</summary>
    FlatMapped,

    /// <summary>An array of the elements' elements.</summary>
    Flattened,

    /// <summary>What the callback makes of the initial value.</summary>
    Reduced,

    /// <summary>An array of anything.</summary>
    Array,
}
