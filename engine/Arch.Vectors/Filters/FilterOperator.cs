namespace Arch.Vectors.Filters;

/// <summary>How a filter compares a field.</summary>
public enum FilterOperator
{
    /// <summary>Is equal; null equals a field that is not there.</summary>
    Eq,

    /// <summary>Is not equal.</summary>
    Ne,

    /// <summary>Is greater. Numbers compare with numbers, texts with texts by their code points.</summary>
    Gt,

    /// <summary>Is greater or equal.</summary>
    Gte,

    /// <summary>Is less.</summary>
    Lt,

    /// <summary>Is less or equal.</summary>
    Lte,

    /// <summary>Is equal to one of the values.</summary>
    In,

    /// <summary>Is an array with an element that is equal.</summary>
    Contains,

    /// <summary>Is there and not null (true), or is not (false).</summary>
    Exists,
}
