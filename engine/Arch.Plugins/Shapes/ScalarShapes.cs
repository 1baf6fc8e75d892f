using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Expressions.Types;

namespace Arch.Plugins.Shapes;

/// <summary>The types of .NET that stand for one value of the workflow language.</summary>
internal static class ScalarShapes
{
    private static readonly Dictionary<Type, TypeShape> Shapes = new()
    {
        [typeof(string)] = TypeShape.String,
        [typeof(bool)] = TypeShape.Boolean,
        [typeof(byte)] = TypeShape.Integer,
        [typeof(short)] = TypeShape.Integer,
        [typeof(ushort)] = TypeShape.Integer,
        [typeof(int)] = TypeShape.Integer,
        [typeof(uint)] = TypeShape.Integer,
        [typeof(long)] = TypeShape.Integer,
        [typeof(float)] = TypeShape.Number,
        [typeof(double)] = TypeShape.Number,
        [typeof(decimal)] = TypeShape.Number,
        [typeof(TimeSpan)] = TypeShape.Of(ShapeKind.Duration),
        [typeof(DateOnly)] = TypeShape.Of(ShapeKind.Date),
        [typeof(DateTimeOffset)] = TypeShape.Of(ShapeKind.DateTime),
        [typeof(Guid)] = TypeShape.String with { Format = "uuid" },
        [typeof(Uri)] = TypeShape.String,
        [typeof(byte[])] = TypeShape.String with { Format = "base64" },
        [typeof(JsonElement)] = TypeShape.Any,
        [typeof(JsonNode)] = TypeShape.Any,
        [typeof(object)] = TypeShape.Any,
    };

    public static TypeShape? Find(Type type) => Shapes.GetValueOrDefault(type);
}
