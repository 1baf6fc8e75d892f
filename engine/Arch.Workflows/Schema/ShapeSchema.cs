using System.Text.Json.Nodes;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Durations;

namespace Arch.Workflows.Schema;

/// <summary>
/// JSON Schema (2020-12) of types: of inputs and outputs for programs, and of <c>with:</c> for editors.
/// </summary>
public static class ShapeSchema
{
    /// <summary>What a text with an expression in it matches.</summary>
    internal const string ExpressionPattern = @"\$\{\{";

    /// <summary>Makes the schema of a type.</summary>
    /// <param name="shape">The type.</param>
    /// <param name="allowsExpressions">
    /// Whether a text with <c>${{ }}</c> may stand for every value, as in workflow files.
    /// </param>
    /// <returns>The schema.</returns>
    public static JsonObject Create(TypeShape shape, bool allowsExpressions = false)
    {
        var schema = new JsonObject();
        if (shape.Title is { } title)
        {
            schema["title"] = title;
        }

        if (shape.Description is { } description)
        {
            schema["description"] = description;
        }

        if (shape.Example is { } example)
        {
            schema["examples"] = new JsonArray(JsonValue.Create(example));
        }

        if (!shape.Default.IsUndefined)
        {
            schema["default"] = ToJson(shape.Default);
        }

        AddType(schema, shape, allowsExpressions);
        return schema;
    }

    /// <summary>Turns a value into a JSON node.</summary>
    internal static JsonNode? ToJson(Value value) => JsonNode.Parse(ValueJson.ToJson(value));

    private static void AddType(JsonObject schema, TypeShape shape, bool allowsExpressions)
    {
        if (shape.Kind == ShapeKind.Any && shape.Enum.Count == 0)
        {
            return;
        }

        if (!allowsExpressions)
        {
            AddValue(schema, shape, mayBeText: false);
        }
        else if (IsNarrowedText(shape))
        {
            // What text must look like would hold for the text of an expression too.
            var value = new JsonObject();
            AddValue(value, shape, mayBeText: false);
            schema["anyOf"] = new JsonArray(
                value,
                new JsonObject { ["type"] = "string", ["pattern"] = ExpressionPattern });
        }
        else
        {
            AddValue(schema, shape, mayBeText: true);
        }
    }

    private static bool IsNarrowedText(TypeShape shape) =>
        shape.Enum.Count > 0
        || shape.Kind is ShapeKind.Date or ShapeKind.DateTime or ShapeKind.Duration
        || (shape.Kind is ShapeKind.String or ShapeKind.Secret && (shape.Pattern ?? shape.Format) is not null)
        || (shape.Kind is ShapeKind.String or ShapeKind.Secret && (shape.Min ?? shape.Max) is not null);

    private static void AddValue(JsonObject schema, TypeShape shape, bool mayBeText)
    {
        if (shape.Enum.Count > 0)
        {
            var values = shape.Enum.Select(ToJson).ToList();
            schema["enum"] = new JsonArray([.. values, .. shape.IsNullable ? new JsonNode?[] { null } : []]);
            return;
        }

        var types = TypeNames(shape.Kind).ToList();
        if (mayBeText && !types.Contains("string"))
        {
            types.Add("string");
            schema["pattern"] = ExpressionPattern;
        }

        if (shape.IsNullable)
        {
            types.Add("null");
        }

        schema["type"] = types is [var only] ? only : new JsonArray([.. types.Select(type => JsonValue.Create(type))]);
        AddText(schema, shape);
        AddBounds(schema, shape);
        AddParts(schema, shape, allowsExpressions: mayBeText);
    }

    private static IEnumerable<string> TypeNames(ShapeKind kind) => kind switch
    {
        ShapeKind.Null => ["null"],
        ShapeKind.Boolean => ["boolean"],
        ShapeKind.Integer => ["integer"],
        ShapeKind.Number => ["number"],
        ShapeKind.Array => ["array"],
        ShapeKind.Object => ["object"],
        ShapeKind.File => ["string", "object"],
        _ => ["string"],
    };

    private static void AddText(JsonObject schema, TypeShape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Date:
                schema["format"] = "date";
                break;
            case ShapeKind.DateTime:
                schema["format"] = "date-time";
                break;
            case ShapeKind.Duration:
                schema["pattern"] = DurationText.Pattern;
                break;
            case ShapeKind.Secret:
                schema["writeOnly"] = true;
                break;
            default:
                break;
        }

        if (shape.Format is { } format)
        {
            schema["format"] = format;
        }

        if (shape.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }
    }

    private static void AddBounds(JsonObject schema, TypeShape shape)
    {
        var (least, most) = shape.Kind switch
        {
            ShapeKind.Integer or ShapeKind.Number => ("minimum", "maximum"),
            ShapeKind.Array => ("minItems", "maxItems"),
            _ => ("minLength", "maxLength"),
        };
        if (shape.Min is { } min)
        {
            schema[least] = ToJson(Value.From(min));
        }

        if (shape.Max is { } max)
        {
            schema[most] = ToJson(Value.From(max));
        }
    }

    private static void AddParts(JsonObject schema, TypeShape shape, bool allowsExpressions)
    {
        if (shape.Items is { } items)
        {
            schema["items"] = Create(items, allowsExpressions);
        }

        if (shape.Kind != ShapeKind.Object || shape.Members.Count == 0)
        {
            return;
        }

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var (name, member) in shape.Members)
        {
            properties[name] = Create(member.Shape, allowsExpressions);
            if (member.IsRequired && member.Shape.Default.IsUndefined)
            {
                required.Add(JsonValue.Create(name));
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        // In files an unknown member is a slip; in data that comes in it is more than was asked for.
        if (!shape.IsOpen && allowsExpressions)
        {
            schema["additionalProperties"] = false;
        }
    }
}
