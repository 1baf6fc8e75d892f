namespace Arch.Expressions.Types;

/// <summary>The types of the workflow language.</summary>
public enum ShapeKind
{
    /// <summary>Anything; nothing is checked.</summary>
    Any,

    /// <summary>Only <c>null</c> or <c>undefined</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number without fraction.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>A calendar date as text, <c>2026-11-23</c> (RFC 3339 full-date).</summary>
    Date,

    /// <summary>A moment as text, <c>2026-11-23T09:30:00Z</c> (RFC 3339 date-time).</summary>
    DateTime,

    /// <summary>A length of time as text, <c>90s</c> or <c>1h30m</c>.</summary>
    Duration,

    /// <summary>A reference to a file.</summary>
    File,

    /// <summary>Text that is masked wherever it would be shown.</summary>
    Secret,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A map from names to values.</summary>
    Object,
}
