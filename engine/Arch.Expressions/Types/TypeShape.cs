using Arch.Expressions.Values;

namespace Arch.Expressions.Types;

/// <summary>
/// A type of the workflow language: what <c>inputs</c> declare, what a step type's records say, and what the checker
/// infers. Immutable.
/// </summary>
public sealed record TypeShape
{
    private TypeShape(ShapeKind kind) => Kind = kind;

    /// <summary>Gets the type of anything.</summary>
    public static TypeShape Any { get; } = new(ShapeKind.Any);

    /// <summary>Gets the type of <c>null</c>.</summary>
    public static TypeShape Null { get; } = new(ShapeKind.Null);

    /// <summary>Gets the type of <c>true</c> and <c>false</c>.</summary>
    public static TypeShape Boolean { get; } = new(ShapeKind.Boolean);

    /// <summary>Gets the type of whole numbers.</summary>
    public static TypeShape Integer { get; } = new(ShapeKind.Integer);

    /// <summary>Gets the type of numbers.</summary>
    public static TypeShape Number { get; } = new(ShapeKind.Number);

    /// <summary>Gets the type of text.</summary>
    public static TypeShape String { get; } = new(ShapeKind.String);

    /// <summary>Gets the type of objects of which nothing more is known.</summary>
    public static TypeShape AnyObject { get; } = new(ShapeKind.Object) { IsOpen = true };

    /// <summary>Gets the kind.</summary>
    public ShapeKind Kind { get; }

    /// <summary>Gets the only values allowed.</summary>
    /// <value>Empty when every value of the kind is allowed.</value>
    public IReadOnlyList<Value> Enum { get; init; } = [];

    /// <summary>Gets the type of an array's elements.</summary>
    /// <value><see langword="null"/> when this is no array or the elements may be anything.</value>
    public TypeShape? Items { get; init; }

    /// <summary>Gets an object's known members.</summary>
    /// <value>Empty unless this is an object.</value>
    public IReadOnlyDictionary<string, ShapeMember> Members { get; init; } = new Dictionary<string, ShapeMember>();

    /// <summary>Gets whether an object may have members that are not known.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Gets the code of the problem when a member is used that the object lacks.</summary>
    /// <value>ARCH2105 unless set.</value>
    public string MissingMemberCode { get; init; } = "ARCH2105";

    /// <summary>Gets what a member of the object is called in messages: <c>step</c>, <c>input</c>, <c>output of step
    /// 'x'</c>.</summary>
    /// <value><c>property</c> unless set.</value>
    public string MemberNoun { get; init; } = "property";

    /// <summary>Gets whether <c>null</c> is allowed besides.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Gets whether the value is or may carry a secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Gets whether a workflow must write the value out, since it is code that no data may become a part of.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>Gets the least number, length of text or number of elements.</summary>
    public double? Min { get; init; }

    /// <summary>Gets the greatest number, length of text or number of elements.</summary>
    public double? Max { get; init; }

    /// <summary>Gets the regular expression that text must match somewhere.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets a hint for forms, such as <c>email</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Gets the value that holds when none is given.</summary>
    public Value Default { get; init; }

    /// <summary>Gets a short name for people.</summary>
    public string? Title { get; init; }

    /// <summary>Gets what the value means.</summary>
    public string? Description { get; init; }

    /// <summary>Gets an example as one would write it in YAML.</summary>
    public string? Example { get; init; }

    /// <summary>Gets the type of a kind, without more.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The type.</returns>
    public static TypeShape Of(ShapeKind kind) =>
        new(kind) { IsOpen = kind == ShapeKind.Object, IsSecret = kind == ShapeKind.Secret };

    /// <summary>Gets the type of arrays.</summary>
    /// <param name="items">The type of the elements.</param>
    /// <returns>The type.</returns>
    public static TypeShape ArrayOf(TypeShape items) => new(ShapeKind.Array) { Items = items };

    /// <summary>Gets the type of objects with known members and no others.</summary>
    /// <param name="members">The members.</param>
    /// <returns>The type.</returns>
    public static TypeShape ObjectOf(IReadOnlyDictionary<string, ShapeMember> members) =>
        new(ShapeKind.Object) { Members = members };
}
