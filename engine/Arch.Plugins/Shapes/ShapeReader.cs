using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Sdk;

namespace Arch.Plugins.Shapes;

/// <summary>Derives shapes from the records of a step type. Not for several threads.</summary>
internal sealed class ShapeReader(JsonSerializerOptions options)
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly HashSet<Type> _open = [];
    private bool _isInput;
    private bool _hasConstraints;

    /// <summary>Reads a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isInput">Whether it is read from JSON, rather than written.</param>
    /// <exception cref="UnreadableShapeException">It holds a type that YAML cannot express.</exception>
    public RecordShape Read(Type record, bool isInput)
    {
        _isInput = isInput;
        _hasConstraints = false;
        var shape = ReadType(record, null);
        return shape.Kind == ShapeKind.Object
            ? new RecordShape(shape, _hasConstraints)
            : throw new UnreadableShapeException($"'{record.Name}' is not a record with properties");
    }

    private TypeShape ReadType(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return ReadType(underlying, null) with { IsNullable = true };
        }

        var shape = ScalarShapes.Find(type) ?? ReadEnum(type) ?? ReadCollection(type, nullability) ?? ReadRecord(type);
        var isNullable = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType;
        return isNullable && shape.Kind != ShapeKind.Any ? shape with { IsNullable = true } : shape;
    }

    private static TypeShape? ReadEnum(Type type) => !type.IsEnum ? null : TypeShape.String with
    {
        Enum = [.. Enum.GetNames(type).Select(name => Value.From(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))],
    };

    private TypeShape? ReadCollection(Type type, NullabilityInfo? nullability)
    {
        if (type == typeof(JsonObject))
        {
            return TypeShape.AnyObject;
        }

        if (type == typeof(JsonArray))
        {
            return TypeShape.ArrayOf(TypeShape.Any);
        }

        if (CollectionTypes.ValueOfMap(type) is { } value)
        {
            ReadType(value, null); // a map's values have no place in the shape, but must be readable
            return TypeShape.AnyObject;
        }

        if (CollectionTypes.ElementOf(type) is not { } element)
        {
            return null;
        }

        var elementNullability = nullability is null
            ? null
            : nullability.ElementType ?? (nullability.GenericTypeArguments is [var only] ? only : null);
        var items = ReadType(element, elementNullability);
        // JSON reads null into any list; only the check finds one that must not be there.
        _hasConstraints |= !element.IsValueType && !items.IsNullable && items.Kind != ShapeKind.Any;
        return TypeShape.ArrayOf(items);
    }

    private TypeShape ReadRecord(Type type)
    {
        if (type.IsAbstract || type.IsPointer || type.IsByRefLike || type.IsPrimitive
            || typeof(Delegate).IsAssignableFrom(type) || type.Namespace is "System" or "System.IO" or "System.Threading")
        {
            throw new UnreadableShapeException($"'{type.FullName}' cannot be written in YAML");
        }

        if (!_open.Add(type))
        {
            throw new UnreadableShapeException($"'{type.Name}' contains itself; use JsonElement for data of any depth");
        }

        var defaults = RecordDefaults.Of(type, options);
        var properties = RecordProperties.Of(type).Where(property => !_isInput || defaults.CanBeGiven(property));
        var members = new Dictionary<string, ShapeMember>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            try
            {
                members.Add(name, ReadMember(property, defaults));
            }
            catch (UnreadableShapeException e)
            {
                throw e.Within(name);
            }
        }

        _open.Remove(type);
        return TypeShape.ObjectOf(members) with { Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description };
    }

    private ShapeMember ReadMember(PropertyInfo property, RecordDefaults defaults)
    {
        var shape = ReadType(property.PropertyType, _nullability.Create(property));
        var constrained = ShapeConstraints.Apply(property, shape);
        _hasConstraints |= constrained != shape;
        return new ShapeMember(constrained with
        {
            Default = _isInput ? defaults.Of(property) : Value.Undefined,
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description,
            Example = property.GetCustomAttribute<ExampleAttribute>()?.Value,
            IsSecret = property.IsDefined(typeof(SecretAttribute)),
            IsLiteral = property.IsDefined(typeof(LiteralAttribute)),
        })
        {
            IsRequired = defaults.IsRequired(property),
            IsConnection = property.IsDefined(typeof(ConnectionAttribute)),
            ConnectionNeeds = property.GetCustomAttribute<ConnectionAttribute>()?.Needs,
        };
    }
}
