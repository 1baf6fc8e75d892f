using System.Text.Json;
using Arch.Expressions.Types;
using Arch.Expressions.Values;

namespace Arch.Plugins.Isolation.Protocol;

/// <summary>A <see cref="TypeShape"/> on its way to another process.</summary>
internal sealed record ShapeData
{
    public required ShapeKind Kind { get; init; }

    public IReadOnlyList<JsonElement> Enum { get; init; } = [];

    public ShapeData? Items { get; init; }

    public IReadOnlyDictionary<string, MemberData> Members { get; init; } = new Dictionary<string, MemberData>();

    public bool IsOpen { get; init; }

    public string MissingMemberCode { get; init; } = "";

    public string MemberNoun { get; init; } = "";

    public bool IsNullable { get; init; }

    public bool IsSecret { get; init; }

    public bool IsLiteral { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public string? Pattern { get; init; }

    public string? Format { get; init; }

    /// <summary>Gets the default as JSON text; <see langword="null"/> without one.</summary>
    public string? Default { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Example { get; init; }

    public static ShapeData Of(TypeShape shape) => new()
    {
        Kind = shape.Kind,
        Enum = [.. shape.Enum.Select(value => JsonElement.Parse(ValueJson.ToUtf8(value)))],
        Items = shape.Items is null ? null : Of(shape.Items),
        Members = shape.Members.ToDictionary(member => member.Key, member => MemberData.Of(member.Value)),
        IsOpen = shape.IsOpen,
        MissingMemberCode = shape.MissingMemberCode,
        MemberNoun = shape.MemberNoun,
        IsNullable = shape.IsNullable,
        IsSecret = shape.IsSecret,
        IsLiteral = shape.IsLiteral,
        Min = shape.Min,
        Max = shape.Max,
        Pattern = shape.Pattern,
        Format = shape.Format,
        Default = shape.Default.IsUndefined ? null : ValueJson.ToJson(shape.Default),
        Title = shape.Title,
        Description = shape.Description,
        Example = shape.Example,
    };

    public TypeShape ToShape()
    {
        var shape = Kind switch
        {
            ShapeKind.Array when Items is not null => TypeShape.ArrayOf(Items.ToShape()),
            ShapeKind.Object => TypeShape.ObjectOf(Members.ToDictionary(member => member.Key, member => member.Value.ToMember(), StringComparer.Ordinal)),
            var kind => TypeShape.Of(kind),
        };
        return shape with
        {
            Enum = [.. Enum.Select(ValueJson.From)],
            IsOpen = IsOpen,
            MissingMemberCode = MissingMemberCode,
            MemberNoun = MemberNoun,
            IsNullable = IsNullable,
            IsSecret = IsSecret,
            IsLiteral = IsLiteral,
            Min = Min,
            Max = Max,
            Pattern = Pattern,
            Format = Format,
            Default = Default is null ? Value.Undefined : ValueJson.Parse(Default, ValueDepth.InRuns),
            Title = Title,
            Description = Description,
            Example = Example,
        };
    }

    internal sealed record MemberData(ShapeData Shape, bool IsRequired, bool IsConnection, string? ConnectionNeeds)
    {
        public static MemberData Of(ShapeMember member) =>
            new(ShapeData.Of(member.Shape), member.IsRequired, member.IsConnection, member.ConnectionNeeds);

        public ShapeMember ToMember() =>
            new(Shape.ToShape()) { IsRequired = IsRequired, IsConnection = IsConnection, ConnectionNeeds = ConnectionNeeds };
    }
}
